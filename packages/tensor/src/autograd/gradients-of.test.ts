import { beforeAll, expect, it } from 'vitest';

import { tf, useBackend } from '../index.js';
import { gradientsOf } from './gradients-of.js';

beforeAll(() => useBackend('cpu'));

it('returns one gradient per input, zeros for those that do not matter', () => {
  const { value, gradients } = gradientsOf((x, y) => x.square().sum().add(y.mul(0).sum()), [tf.tensor1d([1, 2]), tf.tensor1d([3])]);
  expect(value.dataSync()[0]).toBe(5);
  expect(gradients.map((gradient) => [...gradient.dataSync()])).toEqual([[2, 4], [0]]);
  const apart = gradientsOf((x, y) => (y.rank === 1 ? x.sum() : y.sum()), [tf.tensor1d([1, 2]), tf.tensor1d([3])]);
  expect([...apart.gradients[1].dataSync()]).toEqual([0]);
});
