import { readFileSync } from 'node:fs';

import type { FormulaTensor } from '@ecm/testing';
import { formulaTensor } from '@ecm/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { deltaXywhBoxCoderComponent } from './delta-xywh-box-coder.component.js';
import { DeltaXywhBoxCoder } from './delta-xywh-box-coder.js';

interface DeltaCase {
  readonly stds: number[];
  readonly encode: number[];
  readonly deltas: FormulaTensor;
  readonly decodeClipped: number[];
  readonly clip: [number, number];
  readonly decode: number[];
  readonly bigDeltas: FormulaTensor;
  readonly decodeBig: number[];
  readonly multi: FormulaTensor;
  readonly decodeMulti: { data: number[] };
}

const golden = JSON.parse(readFileSync(new URL('../../../testing/goldens/detectors/ops/coders.json', import.meta.url), 'utf8')) as {
  proposals: number[];
  targets: number[];
  delta: DeltaCase[];
};
const SET_SEED = 0x0ec30001;

/** Values outside the tolerance of the goldens. */
const wrong = (found: Float32Array, expected: readonly number[]): number[] =>
  expected.filter((want, i) => !(Math.abs(found[i] - want) <= 1e-5 + 1e-4 * Math.abs(want)));

const box = fc
  .tuple(...([-50, -50, 5, 5] as const).map((min) => fc.float({ min, max: 400, noNaN: true })))
  .map(([x, y, width, height]) => Float32Array.of(x, y, x + Math.abs(width) + 5, y + Math.abs(height) + 5));

describe.each(golden.delta)('deltas with stds $stds agree with mmdetection', (expected) => {
  const coder = new DeltaXywhBoxCoder({ stds: expected.stds });
  const [proposals, targets] = [Float32Array.from(golden.proposals), Float32Array.from(golden.targets)];
  const [height, width] = expected.clip;

  it('encoding', () => {
    expect(wrong(coder.encode(proposals, targets), expected.encode)).toEqual([]);
  });

  it('decoding', () => {
    const deltas = formulaTensor(expected.deltas, SET_SEED);
    expect(wrong(coder.decode(proposals, deltas), expected.decode)).toEqual([]);
    expect(wrong(coder.decode(proposals, deltas, { height, width }), expected.decodeClipped)).toEqual([]);
  });

  it('decoding huge deltas', () => {
    expect(wrong(coder.decode(proposals, formulaTensor(expected.bigDeltas, SET_SEED)), expected.decodeBig)).toEqual([]);
  });

  it('decoding class-specific deltas', () => {
    const found = coder.decode(proposals, formulaTensor(expected.multi, SET_SEED), { height, width });
    expect(found.length).toBe(expected.decodeMulti.data.length);
    expect(wrong(found, expected.decodeMulti.data)).toEqual([]);
  });
});

describe('DeltaXywhBoxCoder', () => {
  const stage1 = new DeltaXywhBoxCoder({ stds: [0.1, 0.1, 0.2, 0.2] });

  // Specification, check C-15.
  it.each([
    [
      [1, 1, 1, 1],
      [0.175, -0.075, 0.1397619, -0.1053605],
    ],
    [
      [0.1, 0.1, 0.2, 0.2],
      [1.75, -0.75, 0.6988096, -0.5268027],
    ],
    [
      [0.05, 0.05, 0.1, 0.1],
      [3.5, -1.5, 1.3976193, -1.0536052],
    ],
    [
      [0.033, 0.033, 0.067, 0.067],
      [5.3030303, -2.2727273, 2.0859985, -1.5725452],
    ],
  ])('encodes with stds %j', (stds, expected) => {
    const coder = new DeltaXywhBoxCoder({ stds });
    const [reference, target] = [Float32Array.of(10, 20, 50, 100), Float32Array.of(14, 18, 60, 90)];
    const deltas = coder.encode(reference, target);
    expect(wrong(deltas, expected)).toEqual([]);
    expect(wrong(coder.decode(reference, deltas), [...target])).toEqual([]);
  });

  // Specification, checks C-16 and C-17.
  it('clamps sizes on both sides and clips to the border', () => {
    const deltas = Float32Array.of(1, -2, 3, 30);
    const reference = Float32Array.of(10, 20, 50, 100);
    expect(wrong(stage1.decode(reference, deltas), [-2.442379, -2456, 70.442379, 2544])).toEqual([]);
    expect(wrong(stage1.decode(reference, deltas, { height: 80, width: 120 }), [0, 0, 70.442379, 80])).toEqual([]);
    const small = stage1.decode(Float32Array.of(0, 0, 10, 10), Float32Array.of(0, 0, -30, 2.5));
    expect(wrong(small, [4.92, -3.243606, 5.08, 13.243606])).toEqual([]);
    const refined = stage1.decode(Float32Array.of(10, 10, 50, 90), Float32Array.of(0.5, -1, 0.4, 0.25), { height: 100, width: 60 });
    expect(wrong(refined, [10.334257, 0, 53.665741, 84.050842])).toEqual([]);
  });

  it('decodes what it encoded', () => {
    fc.assert(
      fc.property(box, box, (reference, target) => {
        const decoded = stage1.decode(reference, stage1.encode(reference, target));
        // The difference of the corners loses digits of the centre: compare with the size of the numbers involved.
        decoded.forEach((corner, i) => {
          expect(Math.abs(corner - target[i])).toBeLessThan(0.01);
        });
      }),
    );
  });

  it('subtracts means and can leave the border alone', () => {
    const coder = new DeltaXywhBoxCoder({ means: [0.5, 0, 0, 0], clipBorder: false });
    const reference = Float32Array.of(0, 0, 10, 10);
    expect([...coder.encode(reference, reference)]).toEqual([-0.5, 0, 0, 0]);
    expect([...coder.decode(reference, Float32Array.of(0, 0, 0, 0), { height: 8, width: 8 })]).toEqual([5, 0, 15, 10]);
  });

  it('takes no boxes', () => {
    expect(stage1.encode(new Float32Array(0), new Float32Array(0)).length).toBe(0);
    expect(stage1.decode(new Float32Array(0), new Float32Array(0)).length).toBe(0);
  });

  it('refuses lengths that do not fit', () => {
    const [four, eight] = [new Float32Array(4), new Float32Array(8)];
    expect(() => stage1.encode(four, eight)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: DeltaXywhBoxCoder.encode: boxes must be as long as the references, [4], but is [8].]`,
    );
    expect(() => stage1.decode(eight, four)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: DeltaXywhBoxCoder.decode: deltas must be a multiple of the references, [8], but is [4].]`,
    );
  });

  it('is built by its component', () => {
    const config = { type: 'delta-xywh' as const, means: [0, 0, 0, 0], stds: [2, 2, 2, 2], sizeRatioClip: 0.016, clipBorder: true };
    const coder = deltaXywhBoxCoderComponent.create(config, { given: {}, services: {}, path: '' });
    expect([...coder.encode(Float32Array.of(0, 0, 10, 10), Float32Array.of(4, 0, 14, 10))]).toEqual([
      Math.fround(Math.fround(0.4) / 2),
      0,
      0,
      0,
    ]);
  });
});
