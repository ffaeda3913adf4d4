import { randomNumbers, valueMismatch } from '@ecm/testing';
import { afterAll, describe, expect, it } from 'vitest';

import { gradientsOf } from '../autograd/index.js';
import { conv2d, gatherRows, groupNorm, linear, maxPool, tf, useBackend } from '../index.js';
import { kernelNames } from '../kernels/kernel.js';

const map = (shape: [number, number, number, number], seed: number) =>
  tf.tensor4d(
    randomNumbers(
      shape.reduce((a, b) => a * b, 1),
      seed,
    ),
    shape,
  );
const vector = (size: number, seed: number) => tf.tensor1d(randomNumbers(size, seed));

type Case = readonly [name: string, op: (...inputs: tf.Tensor[]) => tf.Tensor, inputs: () => tf.Tensor[]];
const convolution = (options: object): Case => [
  `conv2d ${JSON.stringify(options)}`,
  (x, w, b) => conv2d(x as tf.Tensor4D, w as tf.Tensor4D, { ...options, bias: b as tf.Tensor1D, activation: 'relu' }),
  () => [map([2, 9, 8, 3], 1), map([3, 3, 3, 5], 2), vector(5, 3)],
];
const cases: readonly Case[] = [
  convolution({}),
  convolution({ padding: 1, stride: 2 }),
  convolution({ padding: 2, dilation: 2 }),
  convolution({ padding: { top: 0, bottom: 3, left: 2, right: 1 }, stride: 2, dilation: 3 }),
  convolution({ padding: 4 }),
  [
    'groupNorm',
    (x, g, b) => groupNorm(x as tf.Tensor4D, g as tf.Tensor1D, b as tf.Tensor1D, { groups: 2, epsilon: 1e-3 }),
    () => [map([2, 3, 4, 6], 1), vector(6, 2), vector(6, 3)],
  ],
  ['gatherRows', (x) => gatherRows(x as tf.Tensor2D, Int32Array.of(3, 0, 3)), () => [map([1, 1, 4, 5], 1).reshape([4, 5])]],
  ['maxPool', (x) => maxPool(x as tf.Tensor4D, { size: 3, stride: 2, padding: 1 }), () => [map([2, 7, 6, 3], 1)]],
  [
    'linear',
    (x, w, b) => linear(x as tf.Tensor2D, w as tf.Tensor2D, b as tf.Tensor1D),
    () => [map([1, 1, 4, 5], 1).reshape([4, 5]), map([1, 1, 5, 3], 2).reshape([5, 3]), vector(3, 3)],
  ],
];

/** Value and gradients of Σ op · fixed numbers, one after the other. */
function results(op: Case[1], inputs: tf.Tensor[]): Float32Array[] {
  return tf.tidy(() => {
    const value = op(...inputs);
    const weights = tf.tensor(randomNumbers(value.size, 9), value.shape);
    const { gradients } = gradientsOf(
      (...xs: tf.Tensor[]) =>
        op(...xs)
          .mul(weights)
          .sum(),
      inputs,
    );
    return [value, ...gradients].map((tensor) => Float32Array.from(tensor.dataSync()));
  });
}

describe('a backend without kernels of this package', () => {
  const removed: tf.KernelConfig[] = [];
  afterAll(() => {
    removed.forEach((kernel) => {
      tf.registerKernel(kernel);
    });
  });

  it('gets the same from stock kernels', async () => {
    await useBackend('wasm');
    const want = cases.map(([, op, inputs]) => results(op, inputs()));
    await useBackend('cpu');
    for (const name of Object.values(kernelNames)) {
      const kernel = tf.getKernel(name, 'cpu') as tf.KernelConfig | undefined;
      if (kernel === undefined) continue;
      removed.push(kernel);
      tf.unregisterKernel(name, 'cpu');
    }
    expect(removed.length).toBeGreaterThan(0);
    cases.forEach(([name, op, inputs], index) => {
      results(op, inputs()).forEach((values, at) => {
        expect(valueMismatch(values, want[index][at], { absolute: 1e-4, relative: 1e-4 }), `${name}, result ${at}`).toBeUndefined();
      });
    });
  });
});
