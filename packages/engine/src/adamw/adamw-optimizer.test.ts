import { listed, ParameterStore, plainLayout, tf, useBackend } from '@ecm/tensor';
import { beforeAll, expect, it } from 'vitest';

import { AdamwOptimizer } from './adamw-optimizer.js';

const options = { learningRate: 0.1, betas: [0.9, 0.999], epsilon: 1e-8, weightDecay: 0.5 } as const;

beforeAll(async () => {
  await useBackend('cpu');
});

it('decays the weight by itself, and moves by the rate at the first step, whatever the size of the gradient', () => {
  const store = new ParameterStore({ seed: 0 });
  const weight = store.scope().parameter('w', [2], { layout: plainLayout, initialize: listed(Float32Array.of(1, 1)) });
  const optimizer = new AdamwOptimizer(options);
  // m / (1 − β₁) = g and v / (1 − β₂) = g², so the change is the rate times the sign: 1 · (1 − 0.05) ∓ 0.1.
  optimizer.step([weight], { w: tf.tensor1d([2, -0.01]) }, 0.1);
  const [first, second] = weight.value.dataSync();
  expect(first).toBeCloseTo(0.85, 6);
  expect(second).toBeCloseTo(1.05, 5);
});

it('counts steps per parameter, so that one that joins later starts at 1', () => {
  const store = new ParameterStore({ seed: 0 });
  const make = (name: string) => store.scope().parameter(name, [1], { layout: plainLayout, initialize: listed(Float32Array.of(1)) });
  const [early, late] = [make('early'), make('late')];
  const optimizer = new AdamwOptimizer({ ...options, weightDecay: 0 });
  optimizer.step([early, late], { early: tf.tensor1d([1]) }, 0.1);
  optimizer.step([early, late], { early: tf.tensor1d([1]), late: tf.tensor1d([5]) }, 0.1);
  expect(late.value.dataSync()[0]).toBeCloseTo(0.9, 6);
  const saved = optimizer.save();
  expect([saved['early/steps']?.data[0], saved['late/steps']?.data[0]]).toEqual([2, 1]);
  const again = new AdamwOptimizer(options);
  again.load(saved);
  expect(again.save()).toEqual(saved);
});
