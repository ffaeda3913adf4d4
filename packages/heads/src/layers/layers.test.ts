import { ones, ParameterStore, tf, useBackend, zeros } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { absoluteLoss } from '../fake-parts.test-support.js';
import { Convolution } from './convolution.js';
import { deltaLoss } from './delta-loss.js';
import { LinearLayer } from './linear-layer.js';

beforeAll(() => useBackend('cpu'));

describe('layers of heads', () => {
  it.each([
    { relu: false, wanted: [-1, -2, -3, -2, -1] },
    { relu: true, wanted: [0, 0, 0, 0, 0] },
  ])('convolve without changing the size, ReLU $relu', ({ relu, wanted }) => {
    const scope = new ParameterStore({ seed: 0 }).scope('c');
    const layer = new Convolution(scope, { size: 3, inputs: 1, outputs: 1, relu, initialize: ones });
    // A 3x3 filter of ones over one row: sums of three neighbours.
    const row = tf.tensor4d([-1, 0, -1, -2, 1], [1, 1, 5, 1]);
    expect([...layer.forward(row).dataSync()]).toEqual(wanted);
  });

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
