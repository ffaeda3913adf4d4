import { cellPoints, insideImage } from '@ecm/geometry';
import { AnchorGridGenerator, octaveScales } from '@ecm/targets';
import { valueMismatch } from '@ecm/testing';

import { equalCase, namedHandler } from '../geometry/named-handler.js';
import { caseOf, numberCase } from '../networks/map-cases.js';

interface AnchorParameters {
  readonly strides: number[];
  readonly ratios: number[];
  readonly scales?: number[];
  readonly octave_base_scale?: number;
  readonly scales_per_octave?: number;
  readonly base_sizes?: number[];
  readonly center_offset?: number;
  readonly scale_major?: boolean;
}

interface AnchorsGolden {
  readonly generators: readonly {
    readonly name: string;
    readonly params: AnchorParameters;
    readonly mapSizes: readonly [number, number][];
    readonly base: number[][];
    readonly counts: number[];
    readonly samples: readonly { level: number; index: number[]; anchors: number[][]; sum: number }[];
    readonly valid: readonly { padShape: [number, number]; valid: number[]; inside0: number; insideMinus1: number; inside16: number }[];
  }[];
  readonly points: readonly { offset: number; strides: number[]; mapSizes: readonly [number, number][]; points: number[][] }[];
}

const sumOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0);

/** Makes a generator from mmdetection's parameters. */
export function generatorOf(params: AnchorParameters): AnchorGridGenerator {
  return new AnchorGridGenerator({
    strides: params.strides,
    ratios: params.ratios,
    scales: params.scales ?? octaveScales(params.octave_base_scale ?? 1, params.scales_per_octave ?? 1),
    ...(params.base_sizes !== undefined && { baseSizes: params.base_sizes }),
    ...(params.center_offset !== undefined && { centerOffset: params.center_offset }),
    ...(params.scale_major !== undefined && { scaleMajor: params.scale_major }),
  });
}

/** Anchors, their flags, and the points of FCOS and VarifocalNet. */
export const anchorsHandler = namedHandler<AnchorsGolden>('anchors.json', function* ({ generators, points }) {
  for (const { name, params, mapSizes, base, counts, samples, valid } of generators) {
    const generator = generatorOf(params);
    const sizes = mapSizes.map(([height, width]) => ({ height, width }));
    const grid = generator.grid(sizes);
    for (const [level, anchors] of generator.base.entries()) yield caseOf(`${name} base ${level}`, valueMismatch(anchors, base[level]));
    yield equalCase(
      `${name} counts`,
      grid.map((anchors) => anchors.length / 4),
      counts,
    );
    for (const { level, index, anchors, sum } of samples) {
      const found = index.flatMap((at) => [...grid[level].subarray(4 * at, 4 * at + 4)]);
      yield caseOf(`${name} level ${level}`, valueMismatch(found, anchors.flat()));
      yield numberCase(`${name} level ${level} sum`, sumOf(grid[level]), sum, 1e-5 + 1e-4 * Math.abs(sum));
    }
    for (const { padShape, ...expected } of valid) {
      const [height, width] = padShape;
      const flags = generator.valid(sizes, height, width);
      const inside = (border: number): number =>
        sumOf(grid.map((anchors, level) => sumOf(insideImage(anchors, height, width, border).map((flag, i) => flag & flags[level][i]))));
      const found = { valid: flags.map(sumOf), inside0: inside(0), insideMinus1: inside(-1), inside16: inside(16) };
      yield equalCase(`${name} flags ${height} x ${width}`, found, expected);
    }
  }
  for (const { offset, strides, mapSizes, points: expected } of points) {
    for (const [level, [height, width]] of mapSizes.entries()) {
      yield equalCase(`points ${offset} level ${level}`, [...cellPoints(height, width, strides[level], offset)], expected[level]);
    }
  }
});
