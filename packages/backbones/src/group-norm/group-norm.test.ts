import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { beforeAll, expect, it } from 'vitest';

import { groupNormComponent } from './group-norm.component.js';

const make = (channelsPerGroup: number, channels: number) => {
  const store = new ParameterStore({ seed: 0 });
  const given = { scope: (kind: string) => store.scope(`${kind}1`), channels, trainable: true, initialScale: 1 };
  const config = { type: 'group-norm', channelsPerGroup, epsilon: 1e-5 } as const;
  return { store, norm: groupNormComponent.create(config, { given, services: {}, path: '/norm' }) };
};

beforeAll(() => useBackend('cpu'));

// Specification, check C-6: two groups of four channels on a 1x2 map.
it('normalises neighbouring channels together', () => {
  const { norm, store } = make(2, 4);
  const x = tf.tensor4d([0, 1, 4, 5, 2, 3, 6, 7], [1, 1, 2, 4]);
  const identity = tf.eye(4).reshape<tf.Tensor4D>([1, 1, 4, 4]);
  const found = [...norm.convolve(x, identity, { stride: 1, padding: 0, relu: false }).dataSync()];
  const wanted = [-1.3416354, -0.4472118, -1.3416354, -0.4472118, 0.4472118, 1.3416354, 0.4472118, 1.3416354];
  found.forEach((value, i) => {
    expect(value).toBeCloseTo(wanted[i], 4);
  });
  expect(store.trainable.map(({ name }) => name)).toEqual(['gn1.weight', 'gn1.bias']);
});

it('says which group sizes fit', () => {
  expect(() => make(3, 4)).toThrowErrorMatchingInlineSnapshot(
    `[ConfigError: /norm/channelsPerGroup: groups of 3 do not divide a layer of 4 channels; choose a divisor of 4.]`,
  );
});
