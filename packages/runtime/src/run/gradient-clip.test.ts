import { tf, useBackend } from '@ecm/tensor';
import { beforeAll, expect, it } from 'vitest';

import { gradientClip } from './gradient-clip.js';

beforeAll(() => useBackend('cpu'));

// Gradient [3, -4] of norm 5.
it.each([
  ['by norm: 2.5 / 5 of each element', { clipNorm: 2.5 }, [1.5, -2]],
  ['by value: each element on its own', { clipValue: 3.5 }, [3, -3.5]],
])('limits gradients %s', (_, schedule, wanted) => {
  const clipped = gradientClip(schedule)?.({ weight: tf.tensor1d([3, -4]) }, 5);
  const values = [...(clipped?.['weight']?.dataSync() ?? [])];
  expect(values).toHaveLength(2);
  values.forEach((value, index) => {
    expect(value).toBeCloseTo(wanted[index] ?? Number.NaN, 5);
  });
});

it('limits nothing unless asked', () => {
  expect(gradientClip({})).toBeUndefined();
});
