import { tf, useBackend } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';
import { farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { LwsLoss } from './lws-loss.js';
import { scaledLinear } from './scaled-linear.js';

const features = [
  [1, -2],
  [0.5, 0.3],
];
const weight = [
  [0.2, -0.3, 0.5],
  [0.4, 0.1, -0.6],
];

// Examples LWS-1 … LWS-3 of the loss specification, computed with the original code in double precision.
describe.each(['wasm', 'cpu'] as const)('LwsLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  const run = (scales: number[], scaleBias = false) => {
    const layer = { weight: tf.tensor2d(weight), bias: tf.tensor1d([0.1, 0, -0.2]) };
    const logits = (scale: tf.Tensor1D) => scaledLinear(tf.tensor2d(features), { ...layer, scale }, { scaleBias });
    const loss = new LwsLoss({ averageEpsilon: 0 });
    const { value, gradients } = gradientsOf<[tf.Tensor1D]>(
      (scale) => loss.losses(logits(scale), Int32Array.of(1, 2), { averageFactor: 2 })['loss_cls'],
      [tf.tensor1d(scales)],
    );
    return { loss: value.dataSync()[0], gradient: gradients[0].arraySync(), logits: logits(tf.tensor1d(scales)).arraySync() };
  };

  it('scales weights, not the bias', () => {
    const found = run([1.2, 0.7, 1]);
    expect(farNumbers(found.loss, 1.699623859)).toBeUndefined();
    expect(farNumbers(found.gradient, [0.02071619936, 0.2021795613, 0.6399780366])).toBeUndefined();
    expect(farNumbers(found.logits[0], [-0.62, -0.35, 1.5])).toBeUndefined();
  });

  it('is the plain layer at one and its bias at zero', () => {
    expect(farNumbers(run([1, 1, 1]).loss, 1.757225009)).toBeUndefined();
    expect(farNumbers(run([0, 0, 0]).loss, 1.172918913)).toBeUndefined();
  });

  it('scales the bias, too, if asked', () => {
    expect(farNumbers(run([0, 0, 0], true).loss, Math.log(3))).toBeUndefined();
  });
});
