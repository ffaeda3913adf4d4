import { tf, useBackend } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { gradientMismatch } from './gradient-mismatch.js';

describe('gradientMismatch', () => {
  beforeAll(() => useBackend('cpu'));

  it('is silent for right gradients of every input', () => {
    const op = (a: tf.Tensor1D, b: tf.Tensor1D) => a.square().mul(b.sin());
    expect(gradientMismatch(op, [tf.tensor1d([0.3, -1.2, 2]), tf.tensor1d([1, 0.5, -0.7])])).toBeUndefined();
  });

  it('names the first wrong element', () => {
    const doubled = tf.customGrad((x) => ({ value: (x as tf.Tensor).mul(1), gradFunc: (dy: tf.Tensor) => dy.mul(2) }));
    expect(gradientMismatch((x: tf.Tensor) => doubled(x), [tf.tensor1d([1, 2])])).toMatch(/^input 0, element 0: finite difference/);
  });
});
