import { ParameterStore, tf, useBackend, zeros } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { absoluteLoss } from '../fake-parts.test-support.js';
import { deltaLoss } from './delta-loss.js';
import { LinearLayer } from './linear-layer.js';

beforeAll(() => useBackend('cpu'));

describe('layers of heads', () => {
  it('start the bias of a linear layer where they are told', () => {
    const scope = new ParameterStore({ seed: 0 }).scope();
    const bias = (name: string, initialBias?: number | Float32Array) => [
      ...new LinearLayer(scope.child(name), { inputs: 1, outputs: 2, initialize: zeros, initialBias }).forward(tf.ones([1, 1])).dataSync(),
    ];
    expect(bias('a')).toEqual([0, 0]);
    expect(bias('b', -2)).toEqual([-2, -2]);
    expect(bias('c', Float32Array.of(1, 3))).toEqual([1, 3]);
  });

  it('pass losses on deltas through', () => {
    expect(deltaLoss(absoluteLoss, '/loss')).toBe(absoluteLoss);
  });
});
