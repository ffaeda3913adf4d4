import type { Builder } from '@ecm/core';
import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { valueAndGradients } from '@ecm/tensor/autograd';
import { beforeAll, expect, it } from 'vitest';

import { groupNormComponent } from '../group-norm/group-norm.component.js';
import { miniResnetBackboneComponent } from './mini-resnet-backbone.component.js';

const norm = { type: 'group-norm', channelsPerGroup: 8, epsilon: 1e-5 } as const;
const builder: Builder = {
  build: (_family, _config, path, given) => groupNormComponent.create(norm, { given: given as never, services: {}, path }) as never,
};

const make = () => {
  const store = new ParameterStore({ seed: 3 });
  const backbone = miniResnetBackboneComponent.create(
    { type: 'mini-resnet', channels: [24, 48, 96], blocksPerStage: 1, norm },
    { given: { scope: store.scope('backbone') }, services: { builder }, path: '' },
  );
  return { store, backbone };
};

beforeAll(() => useBackend('wasm'));

// The trial of the mini world counted 178,536 parameters.
it('has the size of the trial', () => {
  const { store, backbone } = make();
  expect(store.all.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0)).toBe(178_536);
  expect(backbone.levels).toEqual([
    { stride: 4, channels: 24 },
    { stride: 8, channels: 48 },
    { stride: 16, channels: 96 },
  ]);
  store.dispose();
});

it('learns from scratch with a batch of two', () => {
  const { store, backbone } = make();
  const images = tf.randomUniform<tf.Rank.R4>([2, 32, 32, 3], -1, 1, 'float32', 5);
  const loss = () => {
    const [, , last] = backbone.forward(images, 'train');
    const means = last.mean([1, 2]).slice([0, 0], [2, 1]).reshape([2]);
    return { loss: tf.sum(tf.square(tf.sub(means, [0.2, 0.8]))).asScalar() };
  };
  const losses = Array.from({ length: 25 }, () => {
    const { total, gradients } = valueAndGradients(loss, store.trainable);
    tf.tidy(() => {
      for (const [name, gradient] of Object.entries(gradients)) {
        const { value, layout, shape } = store.get(name);
        const moved = value.sub(gradient.mul(0.02)).dataSync<'float32'>();
        store.load({ [name]: { shape: layout.referenceShape(shape), data: layout.toReference(moved, shape) } });
      }
    });
    tf.dispose(gradients);
    return total;
  });
  expect(losses.at(-1)).toBeLessThan(0.5 * losses[0]);
  store.dispose();
});
