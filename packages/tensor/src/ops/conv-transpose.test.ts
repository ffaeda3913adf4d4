import { ShapeError } from '@ecm/core';
import { gradientMismatch, randomNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { convTranspose2x2, tf, useBackend } from '../index.js';

describe.each(['wasm', 'cpu'])('convTranspose2x2 on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('puts a scaled copy of the kernel at each cell (detector specification, check C-11)', () => {
    const x = tf.tensor4d([1, 10, 100, 1000], [1, 2, 2, 1]);
    const value = convTranspose2x2(x, tf.tensor4d([1, 2, 3, 4], [2, 2, 1, 1]), tf.zeros([1]));
    const rows = [
      [1, 2, 10, 20],
      [3, 4, 30, 40],
      [100, 200, 1000, 2000],
      [300, 400, 3000, 4000],
    ];
    expect(value.shape).toEqual([1, 4, 4, 1]);
    expect([...value.dataSync()]).toEqual(rows.flat());
  });

  it('sums over inputs, adds the bias, and has the gradients of finite differences', () => {
    const x = tf.tensor4d(randomNumbers(2 * 3 * 2 * 5, 1), [2, 3, 2, 5]);
    const filter = tf.tensor4d(randomNumbers(4 * 3 * 5, 2), [2, 2, 3, 5]);
    const bias = tf.tensor1d(randomNumbers(3, 3));
    const [xs, ws, bs] = [x, filter, bias].map((tensor) => tensor.dataSync());
    const value = convTranspose2x2(x, filter, bias);
    // Image 1, cell (2, 1), tap (0, 1), output 2.
    let want = bs[2];
    for (let c = 0; c < 5; c++) want += xs[((1 * 3 + 2) * 2 + 1) * 5 + c] * ws[(1 * 3 + 2) * 5 + c];
    expect(value.dataSync()[((1 * 6 + 4) * 4 + 3) * 3 + 2]).toBeCloseTo(want, 5);
    expect(gradientMismatch(convTranspose2x2, [x, filter, bias])).toBeUndefined();
  });

  it('refuses another kernel', () => {
    const call = () => convTranspose2x2(tf.zeros([1, 2, 2, 3]), tf.zeros([3, 3, 4, 3]), tf.zeros([4]));
    expect(call).toThrow(ShapeError);
    expect(call).toThrowErrorMatchingInlineSnapshot(`[ShapeError: convTranspose2x2: filter must be [2, 2, out, 3], but is [3, 3, 4, 3].]`);
  });
});
