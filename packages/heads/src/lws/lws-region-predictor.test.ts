import type { Tensor1D } from '@ecm/core/model';
import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';
import { beforeAll, describe, expect, it } from 'vitest';

import { expectClose } from '../fake-parts.test-support.js';
import { LinearRegionPredictor } from '../linear/linear-region-predictor.js';
import { lwsRegionPredictorComponent } from './lws-region-predictor.component.js';
import { scaledLinear } from './scaled-linear.js';

const features = () =>
  tf.tensor2d([
    [1, -2],
    [0.5, 0.3],
  ]);
const weight = { shape: [3, 2], data: Float32Array.of(0.2, 0.4, -0.3, 0.1, 0.5, -0.6) };
const bias = { shape: [3], data: Float32Array.of(0.1, 0, -0.2) };

function make(scales: number[], scaleBias = false) {
  const store = new ParameterStore({ seed: 0 });
  const predictor = lwsRegionPredictorComponent.create(
    { type: 'lws', scaleBias },
    { given: { scope: store.scope('fc_cls'), inputs: 2, outputs: 3, classes: 2 }, services: {}, path: '' },
  );
  store.load({ 'fc_cls.weight': weight, 'fc_cls.bias': bias });
  store.load({ 'fc_cls.weight_scaler': { shape: [3, 1], data: Float32Array.from(scales) } });
  return predictor;
}

// Examples LWS-1 … LWS-3 of the loss specification, computed with the original code in double precision.
describe.each(['wasm', 'cpu'] as const)('LwsRegionPredictor on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each([
    { scales: [1.2, 0.7, 1], scaleBias: false, wanted: [-0.62, -0.35, 1.5, 0.364, -0.084, -0.13] },
    { scales: [0, 0, 0], scaleBias: false, wanted: [0.1, 0, -0.2, 0.1, 0, -0.2] },
    { scales: [0, 0, 0], scaleBias: true, wanted: [0, 0, 0, 0, 0, 0] },
  ])('gives the logits of scales $scales, bias scaled: $scaleBias', ({ scales, scaleBias, wanted }) => {
    expectClose([...make(scales, scaleBias).forward(features()).dataSync()], wanted);
  });

  it('learns the scales: Σ over rows of the upstream gradient times x · w', () => {
    const layer = { weight: tf.tensor2d([0.2, -0.3, 0.5, 0.4, 0.1, -0.6], [2, 3]), bias: tf.tensor1d(bias.data) };
    const crossEntropy = (scale: Tensor1D) => {
      const logits = scaledLinear(features(), { ...layer, scale });
      return tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(logits), tf.oneHot(tf.tensor1d([1, 2], 'int32'), 3)), 1))).asScalar();
    };
    const { value, gradients } = gradientsOf<[Tensor1D]>(crossEntropy, [tf.tensor1d([1.2, 0.7, 1])]);
    expectClose(value.dataSync(), [1.699623859]);
    expectClose([...gradients[0].dataSync()], [0.02071619936, 0.2021795613, 0.6399780366]);
  });

  it('starts stage 2 with the bits of the linear classifier of stage 1', () => {
    const given = (scope: string) => ({ scope: stage1.scope(scope), inputs: 7, outputs: 5 });
    const stage1 = new ParameterStore({ seed: 3 });
    const linear = new LinearRegionPredictor(given('fc_cls'));
    const stage2 = new ParameterStore({ seed: 4 });
    const scaled = lwsRegionPredictorComponent.create(
      { type: 'lws', scaleBias: false },
      { given: { scope: stage2.scope('fc_cls'), inputs: 7, outputs: 5, classes: 4 }, services: {}, path: '' },
    );
    expect(stage2.load(stage1.save())).toEqual({ unknown: [], missing: ['fc_cls.weight_scaler'] });
    const x = tf.randomNormal<tf.Rank.R2>([6, 7], 0, 1, 'float32', 1);
    expect(scaled.forward(x).dataSync()).toEqual(linear.forward(x).dataSync());
  });
});
