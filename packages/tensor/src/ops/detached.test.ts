import { beforeAll, expect, it } from 'vitest';

import { gradientsOf } from '../autograd/index.js';
import { useBackend } from '../backend/use-backend.js';
import { tf } from '../tf.js';
import { detached } from './detached.js';

beforeAll(() => useBackend('cpu'));

it('keeps the numbers and stops the gradient', () => {
  const x = tf.tensor1d([2, 3]);
  const before = tf.memory().numTensors;
  // ∂/∂x Σ x · stop(x) = x, where the whole square would give 2x.
  const { value, gradients } = gradientsOf<[tf.Tensor1D]>((given) => tf.sum(tf.mul(given, detached(given))).asScalar(), [x]);
  expect(value.dataSync()[0]).toBe(13);
  expect([...gradients[0].dataSync()]).toEqual([2, 3]);
  tf.dispose([value, gradients]);
  expect(tf.memory().numTensors).toBe(before);
});

it('stops even gradients that would not be numbers: 0 · ∞ of a norm at 0', () => {
  const zero = tf.zeros<tf.Rank.R1>([2]);
  const { gradients } = gradientsOf<[tf.Tensor1D]>(
    (given) => tf.add(tf.sum(given), tf.mul(0, tf.norm(detached(given)))).asScalar(),
    [zero],
  );
  expect([...gradients[0].dataSync()]).toEqual([1, 1]);
});
