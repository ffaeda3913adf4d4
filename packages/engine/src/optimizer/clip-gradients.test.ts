import { tf, useBackend } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { clipByNorm, clipByValue } from './clip-gradients.js';
import { globalNorm, gradientNorms } from './gradient-norm.js';

beforeAll(async () => {
  await useBackend('cpu');
});

describe('gradient norms', () => {
  it('are those of the parts and of the whole', () => {
    const gradients = { a: tf.tensor1d([3]), b: tf.tensor2d([[4, 0]]) };
    const norms = gradientNorms(gradients);
    expect(norms).toEqual({ a: 3, b: 4 });
    expect(globalNorm(norms)).toBe(5);
    expect(globalNorm(gradientNorms({}))).toBe(0);
  });

  it('show which gradient is not finite', () => {
    expect(gradientNorms({ a: tf.tensor1d([NaN, 1]), b: tf.tensor1d([Infinity]), c: tf.tensor1d([1]) })).toEqual({
      a: NaN,
      b: Infinity,
      c: 1,
    });
  });
});

describe('clipping', () => {
  it('by norm scales everything to the limit and leaves small gradients as they are', () => {
    const gradients = { a: tf.tensor1d([3]), b: tf.tensor1d([4]) };
    const clipped = clipByNorm(1)(gradients, 5);
    // 1 / (5 + 1e-6)
    expect(clipped['a']!.dataSync()[0]).toBeCloseTo(0.6, 6);
    expect(clipped['b']!.dataSync()[0]).toBeCloseTo(0.8, 6);
    expect(clipByNorm(5.1)(gradients, 5)).toBe(gradients);
  });

  it('by value limits each element', () => {
    const clipped = clipByValue(1)({ a: tf.tensor1d([-3, 0.5, 3]) }, 0);
    expect([...clipped['a']!.dataSync()]).toEqual([-1, 0.5, 1]);
  });
});
