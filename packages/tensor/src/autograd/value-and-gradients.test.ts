import { beforeAll, describe, expect, it } from 'vitest';

import { constant, ParameterStore, plainLayout, tf, useBackend } from '../index.js';
import { valueAndGradients } from './value-and-gradients.js';

describe('valueAndGradients', () => {
  beforeAll(() => useBackend('cpu'));
  const head = () => {
    const store = new ParameterStore({ seed: 1 });
    const parameter = (name: string, trainable = true) =>
      store.scope('head').parameter(name, [2], { layout: plainLayout, initialize: constant(3), trainable });
    return { store, weight: parameter('weight'), bias: parameter('bias', false), unused: parameter('unused') };
  };

  it('returns the terms in order, their sum, and gradients by name for what takes part', () => {
    const { store, weight, bias, unused } = head();
    const forward = () => ({ loss_cls: weight.value.square().sum<tf.Scalar>(), loss_bbox: weight.value.mul(bias.value).mean<tf.Scalar>() });
    const { terms, total, gradients } = valueAndGradients(forward, store.trainable);
    expect(Object.entries(terms)).toEqual([
      ['loss_cls', 18],
      ['loss_bbox', 9],
    ]);
    expect(total).toBe(27);
    expect(Object.keys(gradients)).toEqual(['head.weight']);
    expect([...gradients['head.weight'].dataSync()]).toEqual([6 + 1.5, 6 + 1.5]);
    expect(unused.trainable).toBe(true);
  });

  it('accepts terms that depend on nothing, as the losses of an empty batch', () => {
    const { total, gradients } = valueAndGradients(() => ({ loss_cls: tf.scalar(2) }), head().store.trainable);
    expect(total).toBe(2);
    expect(gradients).toEqual({});
  });

  it('refuses a forward pass without terms', () => {
    expect(() => valueAndGradients(() => ({}), [])).toThrowErrorMatchingInlineSnapshot(
      `[Error: valueAndGradients: the forward pass returned no loss terms.]`,
    );
  });
});
