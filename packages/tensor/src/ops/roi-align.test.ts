import { readFileSync } from 'node:fs';

import { NumericError, ShapeError } from '@ecm/core';
import type { FormulaTensor, TensorSummary } from '@ecm/testing';
import {
  differenceFromSummary,
  formulaTensor,
  gradientMismatch,
  gradientTolerance,
  mapTensor,
  mapValues,
  randomNumbers,
  valueMismatch,
} from '@ecm/testing';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { gradientsOf } from '../autograd/index.js';
import { roiAlign, tf, useBackend } from '../index.js';
import { alignBackward, alignForward } from './roi-align-host.js';

interface GoldenCase {
  readonly input: FormulaTensor;
  readonly gradOut: FormulaTensor;
  readonly rois: number[][];
  readonly out: [number, number];
  readonly scale: number;
  readonly samplingRatio: number;
  readonly output: TensorSummary & { readonly data?: number[] };
  readonly gradInput: { readonly data: number[] };
}
const setSeed = 0x0ec30001;
const { cases } = JSON.parse(readFileSync(new URL('../../../testing/goldens/detectors/ops/roi_align.json', import.meta.url), 'utf8')) as {
  cases: GoldenCase[];
};

/** A map with 0, 1, 2, … row by row. */
const ramp = (side: number) => tf.range(0, side * side).reshape<tf.Tensor4D>([1, side, side, 1]);
const align = (map: tf.Tensor4D, roi: number[], out: [number, number], scale = 1) =>
  roiAlign(map, Float32Array.of(0, ...roi), { outputHeight: out[0], outputWidth: out[1], scale, samplingRatio: 0 });

describe.each(['wasm', 'cpu'])('roiAlign on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('equals the goldens, gradients too', () => {
    for (const { input, gradOut, rois, out, scale, samplingRatio, output, gradInput } of cases) {
      const x = mapTensor(formulaTensor(input, setSeed), input.shape);
      const upstream = mapTensor(formulaTensor(gradOut, setSeed), gradOut.shape);
      const options = { outputHeight: out[0], outputWidth: out[1], scale, samplingRatio };
      const boxes = Float32Array.from(rois.flat());
      const got = mapValues(roiAlign(x, boxes, options));
      if (output.data === undefined) {
        expect(differenceFromSummary(got, output, (want) => 1e-5 + 1e-4 * Math.abs(want))).toBeUndefined();
      } else {
        expect(valueMismatch(got, output.data)).toBeUndefined();
      }
      const { gradients } = gradientsOf((a) => roiAlign(a, boxes, options).mul(upstream).sum(), [x]);
      expect(valueMismatch(mapValues(gradients[0] as tf.Tensor4D), gradInput.data, gradientTolerance)).toBeUndefined();
    }
  });

  it.each([
    ['C-23', [1, 1, 5, 5], [2, 2], 1, [13.5, 15.5, 29.5, 31.5]],
    ['C-24', [0.3, 0.7, 6.1, 3.9], [2, 3], 1, [8.766667, 10.7, 12.633333, 21.566667, 23.5, 25.433333]],
    ['C-25', [-2, -2, 3, 3], [2, 2], 1, [0, 0.416667, 3.333333, 11.25]],
    ['C-26', [5, 5, 11, 11], [2, 2], 1, [54, 18.333333, 20.666667, 7]],
    ['C-27', [4, 6, 29, 21], [2, 2], 0.25, [17.5625, 20.6875, 32.5625, 35.6875]],
    ['C-29', [2, 2, 2, 2], [2, 2], 1, [0, 0, 0, 0]],
  ] as [string, number[], [number, number], number, number[]][])('gives the values of check %s', (_, roi, out, scale, want) => {
    expect(valueMismatch(align(ramp(8), roi, out, scale).dataSync(), want)).toBeUndefined();
  });

  it('gives the values of check C-28', () => {
    const value = align(ramp(8), [0, 0, 32, 32], [7, 7], 0.25).dataSync();
    const first = [1.607143, 2.642857, 3.785714, 4.928571, 6.071429, 7.214286, 8.25];
    const last = [54.75, 55.785714, 56.928571, 58.071429, 59.214286, 60.357143, 61.392857];
    expect(valueMismatch(value.slice(0, 7), first)).toBeUndefined();
    expect(valueMismatch(value.slice(42), last)).toBeUndefined();
  });

  it('gives the gradients of checks C-30 and C-31', () => {
    const firstBin = gradientsOf(
      (x) =>
        align(x, [0.5, 0.5, 3.5, 2.5], [1, 2])
          .mul(tf.tensor1d([1, 0]).reshape([1, 1, 2, 1]))
          .sum(),
      [ramp(4)],
    );
    expect(valueMismatch(align(ramp(4), [0.5, 0.5, 3.5, 2.5], [1, 2]).dataSync(), [4.75, 6.25])).toBeUndefined();
    const row = [0.078125, 0.15625, 0.015625, 0];
    const want = [...row, ...row.map((value) => 2 * value), ...row, 0, 0, 0, 0];
    expect(valueMismatch(firstBin.gradients[0].dataSync(), want)).toBeUndefined();
    const border = gradientsOf((x) => align(x, [-1, -1, 1, 1], [1, 1]).sum(), [ramp(4)]);
    expect(border.value.dataSync()[0]).toBe(0);
    expect([...border.gradients[0].dataSync()]).toEqual([1, ...new Array<number>(15).fill(0)]);
  });

  it('equals the definition on typed arrays for any RoI, channel count and sampling', () => {
    const coordinate = fc.integer({ min: -60, max: 400 }).map((value) => value / 8);
    const roi = fc.tuple(fc.integer({ min: 0, max: 1 }), coordinate, coordinate, coordinate, coordinate);
    const shape = { height: 9, width: 11 };
    fc.assert(
      fc.property(
        fc.array(roi, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 37 }),
        fc.integer({ min: 0, max: 3 }),
        fc.constantFrom(1, 0.25, 0.125),
        (rows, channels, samplingRatio, scale) => {
          // Corners in order; the others are empty RoIs, which the goldens have.
          const rois = Float32Array.from(
            rows.flatMap(([n, a, b, c, d]) => [n, Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]),
          );
          const options = { outputHeight: 3, outputWidth: 2, scale, samplingRatio };
          const map = { ...shape, channels };
          const xs = randomNumbers(2 * 99 * channels, 1);
          const gs = randomNumbers(rows.length * 6 * channels, 2);
          tf.tidy(() => {
            const x = tf.tensor4d(xs, [2, 9, 11, channels]);
            const upstream = tf.tensor4d(gs, [rows.length, 3, 2, channels]);
            expect(valueMismatch(roiAlign(x, rois, options).dataSync(), alignForward(xs, map, rois, options))).toBeUndefined();
            const { gradients } = gradientsOf((a) => roiAlign(a, rois, options).mul(upstream).sum(), [x]);
            expect(valueMismatch(gradients[0].dataSync(), alignBackward(gs, 2, map, rois, options))).toBeUndefined();
          });
        },
      ),
      { numRuns: 40, seed: 2 },
    );
  });

  it('has the gradients of finite differences', () => {
    const x = tf.tensor4d(randomNumbers(2 * 5 * 6 * 3, 1), [2, 5, 6, 3]);
    const rois = Float32Array.of(0, 0.3, 0.2, 4.7, 3.9, 1, 2, 1, 9, 8);
    const op = (a: tf.Tensor4D) => roiAlign(a, rois, { outputHeight: 2, outputWidth: 2, scale: 1, samplingRatio: 0 });
    expect(gradientMismatch(op, [x])).toBeUndefined();
  });

  it('accepts no RoIs', () => {
    const op = (a: tf.Tensor4D) => roiAlign(a, new Float32Array(0), { outputHeight: 7, outputWidth: 7, scale: 1, samplingRatio: 0 });
    expect(op(ramp(4)).shape).toEqual([0, 7, 7, 1]);
    expect(
      gradientsOf((a) => op(a).sum(), [ramp(4)])
        .gradients[0].dataSync()
        .every((value) => value === 0),
    ).toBe(true);
  });

  it('refuses RoIs of missing images, incomplete rows and coordinates that are not finite', () => {
    expect(() => align(ramp(4), [0, 0, 1], [1, 1])).toThrow(ShapeError);
    expect(() => align(ramp(4), [0, 0, NaN, 1], [1, 1])).toThrow(NumericError);
    expect(() => align(ramp(4), [0, 0, NaN, 1], [1, 1])).toThrowErrorMatchingInlineSnapshot(
      `[NumericError: A RoI has a coordinate that is not finite: the boxes have diverged.]`,
    );
    const options = { outputHeight: 1, outputWidth: 1, scale: 1, samplingRatio: 0 };
    expect(() => roiAlign(ramp(4), Float32Array.of(1, 0, 0, 1, 1), options)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: roiAlign: image of a RoI must be 0 … 0, but is 1.]`,
    );
  });
});
