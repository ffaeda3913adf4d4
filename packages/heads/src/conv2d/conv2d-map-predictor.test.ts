import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { gradientsOf } from '@ecm/tensor/autograd';
import { beforeAll, expect, it } from 'vitest';

import { conv2dMapPredictorComponent } from './conv2d-map-predictor.component.js';

beforeAll(() => useBackend('cpu'));

it('computes one channel as it computes all, with the same gradient', () => {
  const store = new ParameterStore({ seed: 0 });
  const predictor = conv2dMapPredictorComponent.create(
    { type: 'conv2d' },
    { given: { scope: store.scope('conv_logits'), inputs: 3, outputs: 4, initialBias: 0.5 }, services: {}, path: '' },
  );
  const x = tf.randomNormal<tf.Rank.R4>([2, 2, 3, 3], 0, 1, 'float32', 1);
  const channels = Int32Array.of(3, 1);
  const chosen = (maps: tf.Tensor4D) =>
    tf.stack([...channels].map((channel, i) => maps.slice([i, 0, 0, channel], [1, 2, 3, 1]).reshape([2, 3])));
  const wanted = gradientsOf((a) => tf.sum(tf.square(chosen(predictor.forward(a)))), [x]);
  const found = gradientsOf((a) => tf.sum(tf.square(predictor.forwardChannels(a, channels))), [x]);
  expect(found.value.dataSync()[0]).toBeCloseTo(wanted.value.dataSync()[0], 4);
  const [a, b] = [found.gradients[0].dataSync(), wanted.gradients[0].dataSync()];
  a.forEach((value, i) => {
    expect(value).toBeCloseTo(b[i], 4);
  });
});
