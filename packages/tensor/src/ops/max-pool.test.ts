import { gradientMismatch, randomNumbers } from '@ecm/testing';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { gradientsOf } from '../autograd/index.js';
import { maxPool, tf, useBackend } from '../index.js';

describe.each(['wasm', 'cpu'])('maxPool on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('pads with minus infinity (detector specification, check C-3)', () => {
    const value = maxPool(tf.fill([1, 4, 4, 1], -1), { size: 3, stride: 2, padding: 1 });
    expect(value.shape).toEqual([1, 2, 2, 1]);
    expect([...value.dataSync()]).toEqual([-1, -1, -1, -1]);
  });

  it('takes every second row and column with a window of one cell (check C-4)', () => {
    const ramp = tf.range(0, 25).reshape<tf.Tensor4D>([1, 5, 5, 1]);
    const { value, gradients } = gradientsOf((x) => maxPool(x, { size: 1, stride: 2 }).square().sum(), [ramp]);
    expect([...maxPool(ramp, { size: 1, stride: 2 }).dataSync()]).toEqual([0, 2, 4, 10, 12, 14, 20, 22, 24]);
    expect(value.dataSync()[0]).toBe(0 + 4 + 16 + 100 + 144 + 196 + 400 + 484 + 576);
    const doubled = Array.from({ length: 25 }, (_, i) => (Math.floor(i / 5) % 2 === 0 && (i % 5) % 2 === 0 ? 2 * i : 0));
    expect([...gradients[0].dataSync()]).toEqual(doubled);
  });

  it('returns ⌊(n − 1) / 2⌋ + 1 cells per axis for a window of one cell and stride 2', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (height, width) => {
        const { shape } = maxPool(tf.zeros([1, height, width, 2]), { size: 1, stride: 2 });
        expect(shape).toEqual([1, Math.floor((height - 1) / 2) + 1, Math.floor((width - 1) / 2) + 1, 2]);
      }),
      { numRuns: 20, seed: 1 },
    );
  });

  it.each([
    { size: 3, stride: 2, padding: 1 },
    { size: 2, stride: 2, padding: 0 },
    { size: 3, stride: 1, padding: 1 },
    { size: 1, stride: 1, padding: 0 },
  ])('has the gradient of the maximum: $size, $stride, $padding', (options) => {
    // Steps of 1/16 keep the maximum where it is during the check.
    const x = tf.tensor4d(
      Float32Array.from(randomNumbers(2 * 7 * 6 * 3, 1), (value, i) => value / 64 + ((i * 37) % 101) / 16),
      [2, 7, 6, 3],
    );
    expect(gradientMismatch((input) => maxPool(input, options), [x])).toBeUndefined();
  });

  it('gives the gradient to the first of equal cells', () => {
    const { gradients } = gradientsOf((x) => maxPool(x, { size: 2, stride: 2 }).sum(), [tf.ones<tf.Rank.R4>([1, 2, 2, 1])]);
    expect([...gradients[0].dataSync()]).toEqual([1, 0, 0, 0]);
  });
});
