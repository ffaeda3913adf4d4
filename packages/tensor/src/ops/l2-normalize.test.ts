import { gradientMismatch, randomNumbers, valueMismatch } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { gradientsOf } from '../autograd/index.js';
import { l2NormalizeRows, tf, useBackend } from '../index.js';

describe.each(['wasm', 'cpu'])('l2NormalizeRows on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('divides by the norm plus epsilon', () => {
    const value = l2NormalizeRows(tf.tensor2d([[3, 4]]), { epsilon: 1 });
    expect(valueMismatch(value.dataSync(), [0.5, 4 / 6])).toBeUndefined();
    const squared = l2NormalizeRows(tf.tensor2d([[3, 4]]), { epsilon: 0, power: 2 });
    expect(valueMismatch(squared.dataSync(), [3 / 25, 4 / 25])).toBeUndefined();
  });

  it.each([0.5, 1, 2])('has the gradients of finite differences for power %d and both axes', (power) => {
    const x = tf.tensor2d(randomNumbers(20, 1), [5, 4]);
    for (const axis of [0, 1]) {
      expect(gradientMismatch((a: tf.Tensor2D) => l2NormalizeRows(a, { epsilon: 1e-6, power, axis }), [x])).toBeUndefined();
    }
  });

  it('is finite at zero: value 0, gradient upstream / epsilon', () => {
    const x = tf.zeros<tf.Rank.R2>([1, 3]);
    const { value, gradients } = gradientsOf(
      (a) =>
        l2NormalizeRows(a, { epsilon: 0.5 })
          .mul(tf.tensor2d([[1, 2, 3]]))
          .sum(),
      [x],
    );
    expect(value.dataSync()[0]).toBe(0);
    expect([...gradients[0].dataSync()]).toEqual([2, 4, 6]);
  });
});
