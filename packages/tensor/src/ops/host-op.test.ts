import { beforeAll, describe, expect, it } from 'vitest';

import { gradientsOf } from '../autograd/index.js';
import { hostOp, tf, useBackend } from '../index.js';

describe('hostOp', () => {
  beforeAll(() => useBackend('cpu'));

  it('runs on typed arrays and computes all gradients at once', () => {
    let passes = 0;
    const product = (x: tf.Tensor1D, y: tf.Tensor1D) =>
      hostOp<tf.Rank.R1>([x, y], {
        shape: x.shape,
        forward: ([a, b]) => a.map((value, i) => value * b[i]),
        gradient: (upstream, [a, b]) => {
          passes++;
          return [upstream.map((value, i) => value * b[i]), upstream.map((value, i) => value * a[i])];
        },
      });
    const { value, gradients } = gradientsOf((x, y) => product(x, y).sum(), [tf.tensor1d([1, 2]), tf.tensor1d([3, 4])]);
    expect(value.dataSync()[0]).toBe(11);
    expect(gradients.map((gradient) => [...gradient.dataSync()])).toEqual([
      [3, 4],
      [1, 2],
    ]);
    expect(passes).toBe(1);
  });
});
