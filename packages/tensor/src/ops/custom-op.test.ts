import { beforeAll, describe, expect, it } from 'vitest';

import { differentiate } from '../autograd/differentiate.js';
import { gradientsOf } from '../autograd/index.js';
import { customOp, tf, useBackend } from '../index.js';

describe.each(['wasm', 'cpu'])('customOp on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  const scaledSquare = (x: tf.Tensor1D, scale: tf.Tensor1D, called: string[] = []) =>
    customOp<tf.Tensor1D>([x, scale], () => ({
      value: x.square().mul(scale),
      saved: [x, scale],
      gradient: (upstream, [input, factor]) => [
        () => {
          called.push('x');
          return upstream.mul(input).mul(factor).mul(2);
        },
        () => {
          called.push('scale');
          return upstream.mul(input.square());
        },
      ],
    }));

  it('uses the gradients it is given', () => {
    const inputs = [tf.tensor1d([1, 2]), tf.tensor1d([3, 4])] as const;
    const { gradients } = gradientsOf((x, scale) => scaledSquare(x, scale).sum(), [...inputs]);
    expect(gradients.map((gradient) => [...gradient.dataSync()])).toEqual([
      [6, 16],
      [1, 4],
    ]);
  });

  it('computes only the gradients that are needed', () => {
    const called: string[] = [];
    const [x, scale] = [tf.tensor1d([1]), tf.tensor1d([2])];
    differentiate(() => scaledSquare(x, scale, called).sum(), [scale]);
    expect(called).toEqual(['scale']);
  });

  it('leaves nothing behind', () => {
    const [x, scale] = [tf.tensor1d([1]), tf.tensor1d([2])];
    const before = tf.memory().numTensors;
    scaledSquare(x, scale).dispose();
    tf.tidy(() => {
      gradientsOf((a, b) => scaledSquare(a, b).sum(), [x, scale]);
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
