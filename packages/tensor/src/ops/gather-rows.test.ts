import { ShapeError } from '@ecm/core';
import { gradientMismatch, randomNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { gradientsOf } from '../autograd/index.js';
import { gatherRows, tf, useBackend } from '../index.js';

describe.each(['wasm', 'cpu'])('gatherRows on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('takes rows in the order of the indices and sums the gradients of repeated ones', () => {
    const x = tf.tensor2d([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect([...gatherRows(x, Int32Array.of(2, 0, 2)).dataSync()]).toEqual([5, 6, 1, 2, 5, 6]);
    const upstream = tf.tensor2d([
      [1, 2],
      [10, 20],
      [100, 200],
    ]);
    const { gradients } = gradientsOf(
      (a) =>
        gatherRows(a, Int32Array.of(2, 0, 2))
          .mul(upstream)
          .sum(),
      [x],
    );
    expect([...gradients[0].dataSync()]).toEqual([10, 20, 0, 0, 101, 202]);
  });

  it.each([1, 3, 4, 11])('has the gradients of finite differences for rows of %i', (width) => {
    const x = tf.tensor2d(randomNumbers(6 * width, 1), [6, width]);
    expect(gradientMismatch((a: tf.Tensor2D) => gatherRows(a, Int32Array.of(5, 5, 1, 0, 3, 1, 5)), [x])).toBeUndefined();
  });

  it('accepts no indices', () => {
    const { value, gradients } = gradientsOf((a) => gatherRows(a, new Int32Array(0)).sum(), [tf.ones<tf.Rank.R2>([2, 3])]);
    expect(value.dataSync()[0]).toBe(0);
    expect([...gradients[0].dataSync()]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('refuses an index outside', () => {
    expect(() => gatherRows(tf.zeros([2, 3]), Int32Array.of(0, 2))).toThrow(ShapeError);
    expect(() => gatherRows(tf.zeros([2, 3]), Int32Array.of(0, 2))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: gatherRows: an index must be 0 … 1, but is 2.]`,
    );
    expect(() => gatherRows(tf.zeros([2, 3]), Int32Array.of(-1))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: gatherRows: an index must be 0 … 1, but is -1.]`,
    );
  });
});
