import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';
import { beforeAll, describe, expect, it } from 'vitest';

import { normedLinear } from './normed-linear.js';
import { normedLinearRegionPredictorComponent } from './normed-linear-region-predictor.component.js';

const options = { temperature: 20, power: 1, epsilon: 1e-6 };
const x = () =>
  tf.tensor2d([
    [3, 4],
    [0.5, -1],
  ]);
// Rows of W in the loss specification are our columns.
const weight = () =>
  tf.tensor2d([
    [1, -0.6, 0.03],
    [2, 0.8, 0.04],
  ]);
const bias = () => tf.tensor1d([0, 0.1, -0.2]);

function expectClose(found: tf.Tensor, wanted: number[]) {
  const values = found.dataSync();
  wanted.forEach((value, i) => {
    expect(Math.abs(values[i] - value)).toBeLessThanOrEqual(1e-5 + 1e-4 * Math.abs(value));
  });
}

beforeAll(() => useBackend('cpu'));

describe('normedLinear', () => {
  // Loss specification, check NL-1.
  it('agrees with NL-1 in value and gradient', () => {
    expectClose(
      normedLinear(x(), weight(), bias(), options),
      [19.67738547, 5.69999328, 19.79959601, -11.9999839, -19.57736092, -9.144085028],
    );
    const upstream = tf.tensor2d([
      [1, -1, 0.5],
      [0.2, 0, 1],
    ]);
    const { gradients } = gradientsOf((a, b, c) => tf.sum(tf.mul(normedLinear(a, b, c, options), upstream)), [x(), weight(), bias()]);
    expectClose(gradients[0], [2.49956386, -1.874671691, 16.87052855, 8.435274423]);
    expectClose(gradients[1], [2.711082407, -15.35997821, 286.2109743, -1.35553734, -11.51999066, -214.6577029]);
    expectClose(gradients[2], [1.2, -1, 1.5]);
  });

  // NL-2: a row of zeros gives the bias, and finite gradients.
  it('stays finite at zero', () => {
    const zero = tf.zeros<tf.Rank.R2>([1, 2]);
    expectClose(normedLinear(zero, weight(), bias(), options), [0, 0.1, -0.2]);
    const { gradients } = gradientsOf((a) => tf.sum(normedLinear(a, weight(), bias(), options)), [zero]);
    expectClose(gradients[0], [8944039.915, 49888199.83]);
  });

  // NL-3.
  it('takes other powers of the norms', () => {
    const found = normedLinear(x(), weight(), bias(), { ...options, power: 0.5 });
    expectClose(found, [65.79527295, 12.62196255, 9.799950807, -18.97363533, -20.70627491, -2.31473107]);
  });
});

it('is built with the names of a linear layer and the bias that its loss wants', () => {
  const store = new ParameterStore({ seed: 0 });
  const predictor = normedLinearRegionPredictorComponent.create(
    { type: 'normed-linear', ...options },
    { given: { scope: store.scope('fc_cls'), inputs: 2, outputs: 3, initialBias: -2, classes: 2 }, services: {}, path: '' },
  );
  expect(store.all.map(({ name }) => name)).toEqual(['fc_cls.weight', 'fc_cls.bias']);
  // |logit − bias| < temperature.
  const logits = [...predictor.forward(tf.tensor2d([[1e3, -5]])).dataSync()];
  expect(logits.every((logit) => Math.abs(logit + 2) < 20)).toBe(true);
});
