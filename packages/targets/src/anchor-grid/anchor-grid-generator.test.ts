import { readFileSync } from 'node:fs';

import { insideImage } from '@ecm/geometry';
import { describe, expect, it } from 'vitest';

import { anchorGridGeneratorComponent } from './anchor-grid-generator.component.js';
import { AnchorGridGenerator } from './anchor-grid-generator.js';
import { octaveScales } from './octave-scales.js';

interface GeneratorCase {
  readonly name: string;
  readonly params: {
    readonly scales?: number[];
    readonly octave_base_scale?: number;
    readonly scales_per_octave?: number;
    readonly ratios: number[];
    readonly strides: number[];
    readonly center_offset?: number;
    readonly scale_major?: boolean;
  };
  readonly mapSizes: [number, number][];
  readonly base: number[][];
  readonly counts: number[];
  readonly samples: { level: number; index: number[]; anchors: number[][]; sum: number }[];
  readonly valid: { padShape: [number, number]; valid: number[]; inside0: number; insideMinus1: number; inside16: number }[];
}

const { generators } = JSON.parse(
  readFileSync(new URL('../../../testing/goldens/detectors/ops/anchors.json', import.meta.url), 'utf8'),
) as { generators: GeneratorCase[] };

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

describe.each(generators)('anchors "$name" agree with mmdetection', ({ params, mapSizes, base, counts, samples, valid }) => {
  const generator = new AnchorGridGenerator({
    strides: params.strides,
    ratios: params.ratios,
    scales: params.scales ?? octaveScales(params.octave_base_scale!, params.scales_per_octave!),
    centerOffset: params.center_offset ?? 0,
    scaleMajor: params.scale_major ?? true,
  });
  const sizes = mapSizes.map(([height, width]) => ({ height, width }));
  const grid = generator.grid(sizes);

  it('in one cell', () => {
    generator.base.forEach((anchors, level) => {
      anchors.forEach((corner, i) => {
        expect(Math.abs(corner - base[level][i])).toBeLessThanOrEqual(1e-5 + 1e-4 * Math.abs(base[level][i]));
      });
    });
    expect(generator.perCell).toEqual(base.map((anchors) => anchors.length / 4));
  });

  it('over the grids', () => {
    expect(grid.map((anchors) => anchors.length / 4)).toEqual(counts);
    for (const { level, index, anchors, sum: total } of samples) {
      index.forEach((at, k) => {
        anchors[k].forEach((corner, i) => {
          expect(Math.abs(grid[level][4 * at + i] - corner)).toBeLessThanOrEqual(1e-5 + 1e-4 * Math.abs(corner));
        });
      });
      expect(Math.abs(sum(grid[level]) - total)).toBeLessThanOrEqual(1e-5 + 1e-4 * Math.abs(total));
    }
  });

  it.each(valid)('by flags for padded size $padShape', ({ padShape: [height, width], ...expected }) => {
    const flags = generator.valid(sizes, height, width);
    expect(flags.map(sum)).toEqual(expected.valid);
    const counted = (border: number): number =>
      sum(grid.map((anchors, level) => sum(insideImage(anchors, height, width, border).map((flag, i) => flag & flags[level][i]))));
    expect([counted(0), counted(16), counted(-1)]).toEqual([expected.inside0, expected.inside16, expected.insideMinus1]);
  });
});

describe('AnchorGridGenerator', () => {
  const options = { strides: [16], scales: [8], ratios: [0.5, 1, 2] };

  // Specification, check C-12.
  it('walks rows, then columns, then the anchors of a cell', () => {
    const [anchors] = new AnchorGridGenerator(options).grid([{ height: 2, width: 2 }]);
    const anchor = (i: number): number[] => [...anchors.subarray(4 * i, 4 * i + 4)].map((corner) => Number(corner.toFixed(5)));
    expect(anchors.length).toBe(48);
    expect(anchor(0)).toEqual([-90.50967, -45.25483, 90.50967, 45.25483]);
    expect(anchor(3)).toEqual([-74.50967, -45.25483, 106.50967, 45.25483]);
    expect(anchor(7)).toEqual([-64, -48, 64, 80]);
    expect(anchor(11)).toEqual([-29.25483, -74.50967, 61.25483, 106.50967]);
  });

  // Specification, check C-13.
  it('takes cells as valid that begin inside the padded image', () => {
    const generator = new AnchorGridGenerator({ ...options, ratios: [1] });
    const size = { height: 2, width: 3 };
    expect([...generator.valid([size], 32, 32)[0]]).toEqual([1, 1, 0, 1, 1, 0]);
    expect([...generator.valid([size], 32, 40)[0]]).toEqual([1, 1, 1, 1, 1, 1]);
  });

  // Specification, check C-14.
  it('orders anchors of octave scales by ratio, then scale', () => {
    const [base] = new AnchorGridGenerator({ strides: [8], scales: octaveScales(4, 3), ratios: [0.5, 1, 2] }).base;
    const halves = [0, 1, 2].flatMap((i) => [base[4 * i + 2], base[4 * i + 3]]);
    [22.627417, 11.313708, 28.508759, 14.254379, 35.918785, 17.959393].forEach((half, i) => {
      expect(halves[i]).toBeCloseTo(half, 5);
    });
  });

  it('has 268,569 RPN anchors for 800 × 1344', () => {
    const sizes = [4, 8, 16, 32, 64].map((stride) => ({ height: Math.ceil(800 / stride), width: Math.ceil(1344 / stride) }));
    const grid = new AnchorGridGenerator({ ...options, strides: [4, 8, 16, 32, 64] }).grid(sizes);
    expect(sum(grid.map((anchors) => anchors.length / 4))).toBe(268_569);
  });

  it('is built by its component with the strides of the levels', () => {
    const given = { given: { strides: [8] }, services: {}, path: '' };
    const config = { type: 'anchor-grid' as const, ratios: [1], centerOffset: 0, scaleMajor: true };
    const octaves = anchorGridGeneratorComponent.create({ ...config, scales: { octaveBase: 8, perOctave: 1 } }, given);
    expect([...octaves.grid([{ height: 1, width: 1 }])[0]]).toEqual([-32, -32, 32, 32]);
    const listed = anchorGridGeneratorComponent.create({ ...config, scales: [8, 1], baseSizes: [2] }, given);
    expect([...listed.grid([{ height: 1, width: 1 }])[0]]).toEqual([-8, -8, 8, 8, -1, -1, 1, 1]);
  });

  it('refuses sizes that do not fit the levels', () => {
    const generator = new AnchorGridGenerator(options);
    expect(() => generator.grid([])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: AnchorGridGenerator: sizes must be one per level, [1], but is [0].]`,
    );
    expect(() => new AnchorGridGenerator({ ...options, baseSizes: [1, 2] })).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: AnchorGridGenerator: baseSizes must be one per level, [1], but is [2].]`,
    );
  });
});
