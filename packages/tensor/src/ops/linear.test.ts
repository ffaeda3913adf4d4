import { ShapeError } from '@ecm/core';
import { gradientMismatch, randomNumbers, valueMismatch } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { linear, tf, useBackend } from '../index.js';

describe.each(['wasm', 'cpu'])('linear on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each([
    [1, 1, 1],
    [5, 7, 3],
    [4, 8, 16],
    [67, 33, 21],
  ])('is x W + b with the gradients of finite differences: [%i, %i] x [%i]', (rows, depth, columns) => {
    const x = tf.tensor2d(randomNumbers(rows * depth, 1), [rows, depth]);
    const weight = tf.tensor2d(randomNumbers(depth * columns, 2), [depth, columns]);
    const bias = tf.tensor1d(randomNumbers(columns, 3));
    const [xs, ws, bs] = [x, weight, bias].map((tensor) => tensor.dataSync());
    const want = Array.from({ length: rows * columns }, (_, at) => {
      const [r, c] = [Math.floor(at / columns), at % columns];
      let sum = bs[c];
      for (let k = 0; k < depth; k++) sum += xs[r * depth + k] * ws[k * columns + c];
      return sum;
    });
    expect(valueMismatch(linear(x, weight, bias).dataSync(), want)).toBeUndefined();
    expect(gradientMismatch(linear, [x, weight, bias])).toBeUndefined();
    expect(gradientMismatch((a: tf.Tensor2D, b: tf.Tensor2D) => linear(a, b), [x, weight])).toBeUndefined();
  });

  it('accepts no rows', () => {
    expect(linear(tf.zeros([0, 4]), tf.ones([4, 2]), tf.ones([2])).shape).toEqual([0, 2]);
  });

  it('refuses sizes that do not fit', () => {
    expect(() => linear(tf.zeros([2, 3]), tf.zeros([4, 2]))).toThrow(ShapeError);
    expect(() => linear(tf.zeros([2, 3]), tf.zeros([4, 2]))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: linear: weight must be [3, out], but is [4, 2].]`,
    );
    expect(() => linear(tf.zeros([2, 3]), tf.zeros([3, 2]), tf.zeros([3]))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: linear: bias must be [2], but is [3].]`,
    );
  });
});
