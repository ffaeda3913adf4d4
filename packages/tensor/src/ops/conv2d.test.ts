import { ShapeError } from '@ecm/core';
import { gradientMismatch, randomNumbers as numbers, valueMismatch } from '@ecm/testing';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { gradientsOf } from '../autograd/index.js';
import { conv2d, tf, useBackend } from '../index.js';
import type { Padding } from './padding.js';

interface Geometry {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: readonly [number, number];
  readonly stride: number;
  readonly dilation: number;
  readonly padding: Padding;
}

/** The definition, in double precision: visits every product of the convolution. */
function products(g: Geometry, use: (x: number, w: number, y: number) => void): [number, number] {
  const [kh, kw] = g.kernel;
  const outHeight = Math.floor((g.height + g.padding.top + g.padding.bottom - g.dilation * (kh - 1) - 1) / g.stride) + 1;
  const outWidth = Math.floor((g.width + g.padding.left + g.padding.right - g.dilation * (kw - 1) - 1) / g.stride) + 1;
  for (let n = 0; n < g.batch; n++)
    for (let oy = 0; oy < outHeight; oy++)
      for (let ox = 0; ox < outWidth; ox++)
        for (let i = 0; i < kh; i++)
          for (let j = 0; j < kw; j++) {
            const y = oy * g.stride - g.padding.top + i * g.dilation;
            const x = ox * g.stride - g.padding.left + j * g.dilation;
            if (y < 0 || y >= g.height || x < 0 || x >= g.width) continue;
            for (let ci = 0; ci < g.inputs; ci++)
              for (let co = 0; co < g.outputs; co++)
                use(
                  ((n * g.height + y) * g.width + x) * g.inputs + ci,
                  ((i * kw + j) * g.inputs + ci) * g.outputs + co,
                  ((n * outHeight + oy) * outWidth + ox) * g.outputs + co,
                );
          }
  return [outHeight, outWidth];
}

function expectDefinition(g: Geometry): void {
  const xs = numbers(g.batch * g.height * g.width * g.inputs, 1);
  const ws = numbers(g.kernel[0] * g.kernel[1] * g.inputs * g.outputs, 2);
  const [outHeight, outWidth] = products({ ...g, batch: 1, inputs: 0 }, () => undefined);
  const gs = numbers(g.batch * outHeight * outWidth * g.outputs, 3);
  const y = new Float64Array(gs.length);
  const dx = new Float64Array(xs.length);
  const dw = new Float64Array(ws.length);
  products(g, (a, b, c) => {
    y[c] += xs[a] * ws[b];
    dx[a] += ws[b] * gs[c];
    dw[b] += xs[a] * gs[c];
  });
  const tolerance = { absolute: 1e-4, relative: 1e-4 };
  tf.tidy(() => {
    const x = tf.tensor4d(xs, [g.batch, g.height, g.width, g.inputs]);
    const w = tf.tensor4d(ws, [...g.kernel, g.inputs, g.outputs]);
    const { stride, dilation, padding } = g;
    const value = conv2d(x, w, { stride, dilation, padding });
    expect(value.shape).toEqual([g.batch, outHeight, outWidth, g.outputs]);
    expect(valueMismatch(value.dataSync(), y, tolerance)).toBeUndefined();
    const upstream = tf.tensor(gs, value.shape);
    const { gradients } = gradientsOf((a, b) => conv2d(a, b, { stride, dilation, padding }).mul(upstream).sum(), [x, w]);
    expect(valueMismatch(gradients[0].dataSync(), dx, tolerance)).toBeUndefined();
    expect(valueMismatch(gradients[1].dataSync(), dw, tolerance)).toBeUndefined();
  });
}

const side = fc.integer({ min: 0, max: 3 });
const geometry: fc.Arbitrary<Geometry> = fc
  .record({
    batch: fc.integer({ min: 1, max: 2 }),
    height: fc.integer({ min: 1, max: 9 }),
    width: fc.integer({ min: 1, max: 9 }),
    inputs: fc.integer({ min: 1, max: 9 }),
    outputs: fc.integer({ min: 1, max: 18 }),
    kernel: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 })),
    stride: fc.integer({ min: 1, max: 3 }),
    dilation: fc.integer({ min: 1, max: 3 }),
    padding: fc.record({ top: side, bottom: side, left: side, right: side }),
  })
  .filter(
    ({ height, width, kernel, dilation, padding }) =>
      height + padding.top + padding.bottom > dilation * (kernel[0] - 1) &&
      width + padding.left + padding.right > dilation * (kernel[1] - 1),
  );

describe.each(['wasm', 'cpu'])('conv2d on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('agrees with the definition for any kernel, stride, dilation and padding, gradients too', () => {
    fc.assert(fc.property(geometry, expectDefinition), { numRuns: 60, seed: 4 });
  });

  it.each([
    { name: 'stem of a ResNet', inputs: 3, outputs: 16, kernel: [7, 7], stride: 2, padding: 3 },
    { name: '3 x 3 of 24 channels', inputs: 24, outputs: 24, kernel: [3, 3], stride: 1, padding: 1 },
    { name: '3 x 3 stride 2', inputs: 8, outputs: 16, kernel: [3, 3], stride: 2, padding: 1 },
    { name: 'projection 1 x 1 stride 2', inputs: 16, outputs: 24, kernel: [1, 1], stride: 2, padding: 0 },
    { name: 'predictor with one output', inputs: 32, outputs: 1, kernel: [1, 1], stride: 1, padding: 0 },
  ] as const)('agrees with the definition: $name', ({ inputs, outputs, kernel, stride, padding: p }) => {
    const padding = { top: p, bottom: p, left: p, right: p };
    expectDefinition({ batch: 2, height: 13, width: 12, inputs, outputs, kernel, stride, dilation: 1, padding });
  });

  it('pads strided convolutions symmetrically (detector specification, check C-3)', () => {
    const ramp = tf.range(0, 16).reshape<tf.Tensor4D>([1, 4, 4, 1]);
    const corner = tf.tensor4d([1, 0, 0, 0, 0, 0, 0, 0, 0], [3, 3, 1, 1]);
    expect([...conv2d(ramp, corner, { stride: 2, padding: 1 }).dataSync()]).toEqual([0, 0, 0, 5]);
  });

  it('adds a bias and applies ReLU, with their gradients', () => {
    const x = tf.tensor4d(numbers(2 * 5 * 4 * 3, 1), [2, 5, 4, 3]);
    const filter = tf.tensor4d(numbers(9 * 3 * 10, 2), [3, 3, 3, 10]);
    const bias = tf.tensor1d(numbers(10, 3));
    const plain = conv2d(x, filter, { padding: 1 }).add(bias);
    const fused = (a: tf.Tensor4D, b: tf.Tensor4D, c: tf.Tensor1D) => conv2d(a, b, { padding: 1, bias: c, activation: 'relu' });
    expect(valueMismatch(fused(x, filter, bias).dataSync(), plain.relu().dataSync())).toBeUndefined();
    const smooth = (a: tf.Tensor4D, b: tf.Tensor4D, c: tf.Tensor1D) => conv2d(a, b, { padding: 1, bias: c });
    expect(gradientMismatch(smooth, [x, filter, bias])).toBeUndefined();
    const upstream = tf.tensor(numbers(plain.size, 4), plain.shape);
    const objective = (op: typeof fused) => gradientsOf((a, b, c) => op(a, b, c).mul(upstream).sum(), [x, filter, bias]).gradients;
    const want = objective((a, b, c) => smooth(a, b, c).relu());
    objective(fused).forEach((gradient, index) => {
      expect(valueMismatch(gradient.dataSync(), want[index].dataSync())).toBeUndefined();
    });
  });

  it('keeps NaN visible through ReLU', () => {
    const value = conv2d(tf.tensor4d([NaN, -1], [1, 1, 2, 1]), tf.ones([1, 1, 1, 1]), { activation: 'relu' });
    expect([...value.dataSync()]).toEqual([NaN, 0]);
  });

  it('refuses channels that differ, a wrong bias and an empty output', () => {
    const x = tf.zeros<tf.Rank.R4>([1, 2, 2, 3]);
    expect(() => conv2d(x, tf.zeros([3, 3, 4, 8]))).toThrow(ShapeError);
    expect(() => conv2d(x, tf.zeros([3, 3, 4, 8]))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: conv2d: filter must be [kh, kw, 3, out] for input [1, 2, 2, 3], but is [3, 3, 4, 8].]`,
    );
    expect(() => conv2d(x, tf.zeros([1, 1, 3, 8]), { bias: tf.zeros([4]) })).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: conv2d: bias must be [8] for filter [1, 1, 3, 8], but is [4].]`,
    );
    expect(() => conv2d(x, tf.zeros([3, 3, 3, 8]))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: conv2d: input must be large enough for a 3 x 3 kernel with dilation 1, but is [1, 2, 2, 3].]`,
    );
  });
});
