import { ShapeError } from '@ecm/core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { conv2dLayout, linearLayout, normal, ParameterStore, plainLayout, tf, useBackend, zeros } from '../index.js';

describe('ParameterStore', () => {
  beforeAll(() => useBackend('cpu'));
  let store: ParameterStore;
  const options = { layout: plainLayout, initialize: normal(1) };

  beforeEach(() => {
    store = new ParameterStore({ seed: 3 });
  });

  it('freezes parameters by name, and lets none learn that its part freezes', () => {
    const frozen = new ParameterStore({ seed: 0, learns: (name) => name.startsWith('head') });
    const options = { layout: plainLayout, initialize: zeros };
    frozen.scope('backbone').parameter('weight', [1], options);
    frozen.scope('head').parameter('weight', [1], options);
    frozen.scope('head').parameter('fixed', [1], { ...options, trainable: false });
    frozen.scope('head').buffer('mean', [1], options);
    expect(frozen.trainable.map(({ name }) => name)).toEqual(['head.weight']);
  });

  it('joins names of scopes with dots, as state-dict keys are', () => {
    const backbone = store.scope('backbone');
    backbone.child('layer1').child('0').parameter('conv1.weight', [1, 1, 2, 3], { layout: conv2dLayout, initialize: zeros });
    store.scope('').parameter('scale', [1], options);
    expect(store.all.map(({ name }) => name)).toEqual(['backbone.layer1.0.conv1.weight', 'scale']);
    expect(backbone.child('layer1').path).toBe('backbone.layer1');
  });

  it('starts from seed and name alone, whatever the order of construction', () => {
    const other = new ParameterStore({ seed: 3 });
    const [a, b] = [store.scope().parameter('a', [4], options), store.scope().parameter('b', [4], options)];
    const [b2, a2] = [other.scope().parameter('b', [4], options), other.scope().parameter('a', [4], options)];
    expect(a.value.dataSync()).toEqual(a2.value.dataSync());
    expect(b.value.dataSync()).toEqual(b2.value.dataSync());
    expect(a.value.dataSync()).not.toEqual(b.value.dataSync());
    const elsewhere = new ParameterStore({ seed: 4 }).scope().parameter('a', [4], options);
    expect(a.value.dataSync()).not.toEqual(elsewhere.value.dataSync());
  });

  it('keeps what belongs to a parameter; buffers and frozen parameters are not trainable', () => {
    const scope = store.scope('head');
    const weight = scope.parameter('weight', [2], { ...options, learningRateFactor: 0.1, weightDecayFactor: 0 });
    scope.parameter('frozen', [2], { ...options, trainable: false });
    scope.buffer('running_mean', [2], options);
    expect(weight).toMatchObject({ trainable: true, learningRateFactor: 0.1, weightDecayFactor: 0, shape: [2] });
    expect(store.trainable.map(({ name }) => name)).toEqual(['head.weight']);
    expect(store.get('head.frozen').learningRateFactor).toBe(1);
  });

  it('saves and loads in reference layout, and says what did not fit', () => {
    const weight = store.scope('fc').parameter('weight', [3, 2], { layout: linearLayout, initialize: zeros });
    store.scope('fc').parameter('bias', [2], { layout: plainLayout, initialize: zeros });
    const data = Float32Array.of(1, 2, 3, 4, 5, 6);
    const result = store.load({ 'fc.weight': { shape: [2, 3], data }, 'old.weight': { shape: [1], data: Float32Array.of(0) } });
    expect(result).toEqual({ unknown: ['old.weight'], missing: ['fc.bias'] });
    expect([...weight.value.dataSync()]).toEqual([1, 4, 2, 5, 3, 6]);
    expect(store.save()).toEqual({ 'fc.weight': { shape: [2, 3], data }, 'fc.bias': { shape: [2], data: Float32Array.of(0, 0) } });
  });

  it('loads double-precision values', () => {
    const scale = store.scope().parameter('scale', [1], options);
    store.load({ scale: { shape: [1], data: Float64Array.of(0.1) } });
    expect(scale.value.dataSync()[0]).toBe(Math.fround(0.1));
  });

  it('gives copies: what is saved does not change with the parameter', () => {
    store.scope().parameter('scale', [1], { ...options, initialize: zeros });
    const { scale } = store.save();
    store.load({ scale: { shape: [1], data: Float32Array.of(7) } });
    expect([...scale.data]).toEqual([0]);
  });

  it('refuses another shape, a name twice and an unknown name', () => {
    store.scope('fc').parameter('weight', [3, 2], { layout: linearLayout, initialize: zeros });
    const wrong = { 'fc.weight': { shape: [3, 2], data: new Float32Array(6) } };
    expect(() => store.load(wrong)).toThrow(ShapeError);
    expect(() => store.load(wrong)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: ParameterStore.load: fc.weight must be [2, 3] (reference layout), but is [3, 2].]`,
    );
    expect(() => store.scope('fc').parameter('weight', [1], options)).toThrowErrorMatchingInlineSnapshot(
      `[Error: Parameter "fc.weight" is registered twice; give one of the parts a scope of its own.]`,
    );
    expect(() => store.get('fc.bias')).toThrowErrorMatchingInlineSnapshot(
      `[Error: There is no parameter "fc.bias" among the 1 of this store.]`,
    );
  });

  it('leaves no tensors behind, inside or outside of a tidy', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      store.scope().parameter('a', [4], options);
    });
    expect(tf.memory().numTensors).toBe(before + 1);
    store.load(store.save());
    expect(tf.memory().numTensors).toBe(before + 1);
    store.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
