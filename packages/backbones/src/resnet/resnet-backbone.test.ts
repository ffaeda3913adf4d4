import type { Builder } from '@ecm/core';
import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { frozenBatchNormComponent } from '../frozen-batch-norm/frozen-batch-norm.component.js';
import { resnetBackboneComponent } from './resnet-backbone.component.js';
import type { ResnetOptions } from './resnet-backbone.js';

const norm = { type: 'frozen-batch-norm', trainAffine: true, epsilon: 1e-5 } as const;
const builder: Builder = {
  build: (_family, _config, path, given) => frozenBatchNormComponent.create(norm, { given: given as never, services: {}, path }) as never,
};

function make(options: Partial<ResnetOptions>) {
  const store = new ParameterStore({ seed: 0 });
  const config = { type: 'resnet', depth: 18, style: 'pytorch', frozenStages: 1, stemChannels: 64, baseChannels: 64, ...options } as const;
  const backbone = resnetBackboneComponent.create(
    { ...config, norm },
    { given: { scope: store.scope('backbone') }, services: { builder }, path: '/backbone' },
  );
  return { store, backbone };
}

const count = (parameters: readonly { shape: readonly number[]; name: string }[]) =>
  parameters.filter(({ name }) => !name.includes('running')).reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);

beforeAll(() => useBackend('wasm'));

describe('ResnetBackbone', () => {
  // Specification, table 1.1.3.
  it.each([
    { depth: 18 as const, all: 11_176_512, trainable: 11_019_008 },
    { depth: 50 as const, all: 23_508_032, trainable: 23_282_688 },
  ])('has the parameters of depth $depth', ({ depth, all, trainable }) => {
    const { store } = make({ depth });
    expect(count(store.all)).toBe(all);
    expect(count(store.trainable)).toBe(trainable);
    store.dispose();
  });

  // Specification, table 1.1.1: ⌊(n + 2 · padding − size) / stride⌋ + 1 at every strided layer.
  it('makes maps at strides 4, 8, 16, 32, also of odd sizes', () => {
    const { store, backbone } = make({ stemChannels: 4, baseChannels: 4 });
    const shapes = (height: number, width: number) =>
      tf.tidy(() => backbone.forward(tf.zeros([1, height, width, 3]), 'test').map(({ shape }) => shape.slice(1)));
    expect(shapes(64, 96)).toEqual([
      [16, 24, 4],
      [8, 12, 8],
      [4, 6, 16],
      [2, 3, 32],
    ]);
    expect(shapes(101, 118)).toEqual([
      [26, 30, 4],
      [13, 15, 8],
      [7, 8, 16],
      [4, 4, 32],
    ]);
    expect(backbone.levels).toEqual([4, 8, 16, 32].map((stride, i) => ({ stride, channels: 4 * 2 ** i })));
    store.dispose();
  });

  it.each([
    { frozenStages: -1, first: 'backbone.conv1.weight' },
    { frozenStages: 0, first: 'backbone.layer1.0.conv1.weight' },
    { frozenStages: 1, first: 'backbone.layer2.0.conv1.weight' },
    { frozenStages: 4, first: undefined },
  ])('trains from $first on with $frozenStages frozen stages', ({ frozenStages, first }) => {
    const { store } = make({ frozenStages, stemChannels: 4, baseChannels: 4 });
    expect(store.trainable[0]?.name).toBe(first);
    store.dispose();
  });

  it('starts with residual branches of zero', () => {
    const { store } = make({ stemChannels: 4, baseChannels: 4 });
    expect([...store.get('backbone.layer1.0.bn2.weight').value.dataSync()]).toEqual([0, 0, 0, 0]);
    expect([...store.get('backbone.layer1.0.bn1.weight').value.dataSync()]).toEqual([1, 1, 1, 1]);
    store.dispose();
  });
});
