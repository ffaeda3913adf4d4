import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { normedConv2d } from './normed-conv2d.js';
import { normedConv2dMapPredictorComponent } from './normed-conv2d-map-predictor.component.js';

const options = { temperature: 20, power: 1, epsilon: 1e-6 };

beforeAll(() => useBackend('cpu'));

describe('normedConv2d', () => {
  // Loss specification, check NC-1: entry [in i, row u, column v] of filter and input.
  it.each([
    { normOverKernel: false, wanted: 150.3136441 },
    { normOverKernel: true, wanted: 50.69456268 },
  ])('agrees with NC-1, norm over the kernel $normOverKernel', ({ normOverKernel, wanted }) => {
    const entries = (value: (n: number) => number) =>
      Float32Array.from({ length: 18 }, (_, at) => value(9 * (at % 2) + Math.floor(at / 2)));
    const filter = tf.tensor4d(
      entries((n) => (n + 1) / 10),
      [3, 3, 2, 1],
    );
    const x = tf.tensor4d(
      entries((n) => n / 5 - 1),
      [1, 3, 3, 2],
    );
    expect(normedConv2d(x, filter, tf.tensor1d([0.05]), { ...options, normOverKernel }).dataSync()[0]).toBeCloseTo(wanted, 3);
  });
});

it('computes one channel as it computes all', () => {
  const store = new ParameterStore({ seed: 0 });
  const predictor = normedConv2dMapPredictorComponent.create(
    { type: 'normed-conv2d', ...options },
    { given: { scope: store.scope('conv_logits'), inputs: 3, outputs: 4 }, services: {}, path: '' },
  );
  const x = tf.randomNormal<tf.Rank.R4>([2, 1, 2, 3], 0, 1, 'float32', 1);
  const all = predictor.forward(x).dataSync();
  const found = predictor.forwardChannels(x, Int32Array.of(3, 1)).dataSync();
  [all[3], all[7], all[9], all[13]].forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, 4);
  });
});
