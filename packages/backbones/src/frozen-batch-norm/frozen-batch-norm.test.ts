import type { Tensor4D } from '@ecm/core/model';
import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { beforeAll, expect, it } from 'vitest';

import { frozenBatchNormComponent } from './frozen-batch-norm.component.js';

const config = { type: 'frozen-batch-norm', trainAffine: true, epsilon: 1e-5 } as const;

function make(trainAffine: boolean, trainable: boolean) {
  const store = new ParameterStore({ seed: 0 });
  const given = { scope: (kind: string) => store.scope(`${kind}1`), channels: 2, trainable, initialScale: 1 };
  const norm = frozenBatchNormComponent.create({ ...config, trainAffine }, { given, services: {}, path: '' });
  return { store, norm };
}

beforeAll(() => useBackend('cpu'));

it('scales and shifts by running statistics', () => {
  const { store, norm } = make(true, true);
  const values = { weight: [2, 3], bias: [0.5, -1], running_mean: [1, 2], running_var: [4, 0.25] };
  store.load(
    Object.fromEntries(Object.entries(values).map(([name, data]) => [`bn1.${name}`, { shape: [2], data: Float32Array.from(data) }])),
  );
  const x: Tensor4D = tf.tensor4d([5, 1], [1, 1, 1, 2]);
  const identity = tf.tensor4d([1, 0, 0, 1], [1, 1, 2, 2]);
  const found = norm.convolve(x, identity, { stride: 1, padding: 0, relu: false }).dataSync();
  // 2 (5 − 1) / √4 + 0.5 = 4.5; 3 (1 − 2) / √0.25 − 1 = −7
  expect(found[0]).toBeCloseTo(4.5, 4);
  expect(found[1]).toBeCloseTo(-7, 3);
  expect([...norm.convolve(x, identity, { stride: 1, padding: 0, relu: true }).dataSync()][1]).toBe(0);
});

it.each([
  { trainAffine: true, trainable: true, trained: ['bn1.weight', 'bn1.bias'] },
  { trainAffine: false, trainable: true, trained: [] },
  { trainAffine: true, trainable: false, trained: [] },
])('trains $trained with trainAffine $trainAffine in a stage that is trained: $trainable', ({ trainAffine, trainable, trained }) => {
  const { store } = make(trainAffine, trainable);
  expect(store.trainable.map(({ name }) => name)).toEqual(trained);
  expect(store.all.map(({ name }) => name)).toEqual(['bn1.weight', 'bn1.bias', 'bn1.running_mean', 'bn1.running_var']);
});
