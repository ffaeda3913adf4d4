import { listed, ParameterStore, plainLayout, tf, useBackend } from '@ecm/tensor';
import { beforeAll, expect, it } from 'vitest';

import { SgdOptimizer } from './sgd-optimizer.js';

beforeAll(async () => {
  await useBackend('cpu');
});

it('adds the decay to the gradient and keeps momentum', () => {
  const store = new ParameterStore({ seed: 0 });
  const weight = store.scope().parameter('w', [1], { layout: plainLayout, initialize: listed(Float32Array.of(1)) });
  const optimizer = new SgdOptimizer({ learningRate: 0.1, momentum: 0.9, weightDecay: 0.1 });
  const gradient = tf.tensor1d([0.5]);
  // m = 0.5 + 0.1 · 1 = 0.6, w = 1 − 0.1 · 0.6.
  optimizer.step([weight], { w: gradient }, 0.1);
  expect(weight.value.dataSync()[0]).toBeCloseTo(0.94, 6);
  // m = 0.9 · 0.6 + 0.5 + 0.094 = 1.134, w = 0.94 − 0.1134.
  optimizer.step([weight], { w: gradient }, 0.1);
  expect(weight.value.dataSync()[0]).toBeCloseTo(0.8266, 6);
  optimizer.dispose();
  tf.dispose(gradient);
  store.dispose();
});

it("uses a parameter's own factors", () => {
  const store = new ParameterStore({ seed: 0 });
  const weight = store.scope().parameter('w', [1], {
    layout: plainLayout,
    initialize: listed(Float32Array.of(1)),
    learningRateFactor: 2,
    weightDecayFactor: 0,
  });
  const optimizer = new SgdOptimizer({ learningRate: 0.1, momentum: 0, weightDecay: 0.1 });
  optimizer.step([weight], { w: tf.tensor1d([0.5]) }, 0.1);
  expect(weight.value.dataSync()[0]).toBeCloseTo(1 - 2 * 0.1 * 0.5, 6);
});
