import { expect, it } from 'vitest';

import { convolve, filterGradient, inputGradient } from './convolution.js';

// A row of three cells, one channel, a kernel of two taps, stride 1, one zero cell in front: outputs [w1 x0, w0 x0 + w1 x1, w0 x1 + w1 x2].
const geometry = {
  ...{ batch: 1, height: 1, width: 3, inputs: 1, outputs: 1, kernelHeight: 1, kernelWidth: 2, stride: 1, dilation: 1 },
  ...{ top: 0, left: 1, outHeight: 1, outWidth: 3 },
};

it('convolves by the definition, with both gradients', () => {
  const [x, w, dy] = [Float32Array.of(1, 2, 3), Float32Array.of(10, 100), Float32Array.of(1, 10, 100)];
  expect([...convolve(x, w, undefined, geometry)]).toEqual([100, 210, 320]);
  expect([...inputGradient(dy, w, geometry)]).toEqual([100 + 100, 1000 + 1000, 10_000]);
  expect([...filterGradient(x, dy, geometry)]).toEqual([10 + 200, 1 + 20 + 300]);
});

it('adds a bias, and ReLU keeps NaN', () => {
  const x = Float32Array.of(1, NaN, -3);
  expect([...convolve(x, Float32Array.of(0, 1), Float32Array.of(-2), { ...geometry, relu: true })]).toEqual([0, NaN, NaN]);
});
