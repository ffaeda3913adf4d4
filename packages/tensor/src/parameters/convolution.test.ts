import type { Tensor4D } from '@ecm/core/model';
import { beforeAll, describe, expect, it } from 'vitest';

import { useBackend } from '../backend/use-backend.js';
import { tf } from '../tf.js';
import type { ConvolutionSpec } from './convolution.js';
import { Convolution } from './convolution.js';
import { ones } from './initializers.js';
import { ParameterStore } from './parameter-store.js';

beforeAll(() => useBackend('cpu'));

const sumsOf = (x: Tensor4D, options: Partial<ConvolutionSpec>) => {
  const scope = new ParameterStore({ seed: 0 }).scope('c');
  const layer = new Convolution(scope, { size: 3, inputs: 1, outputs: 1, initialize: ones, ...options });
  return layer.forward(x);
};

describe('Convolution', () => {
  // A 3x3 filter of ones over one row: sums of three neighbours.
  it.each<[string, Partial<ConvolutionSpec>, number[]]>([
    ['of stride 1 keeps the size', {}, [-1, -2, -3, -2, -1]],
    ['applies a ReLU where asked', { activation: 'relu' }, [0, 0, 0, 0, 0]],
    ['of stride 2 centres on every second cell', { stride: 2 }, [-1, -3, -1]],
    ['of one cell pads nothing', { size: 1 }, [-1, 0, -1, -2, 1]],
  ])('%s', (_, options, wanted) => {
    const row = tf.tensor4d([-1, 0, -1, -2, 1], [1, 1, 5, 1]);
    expect([...sumsOf(row, options).dataSync()]).toEqual(wanted);
  });

  it('names its parameters weight and bias and starts the bias at 0', () => {
    const store = new ParameterStore({ seed: 0 });
    new Convolution(store.scope('fpn_convs.0.conv'), { size: 3, inputs: 2, outputs: 3, initialize: ones });
    const saved = store.save();
    expect(Object.entries(saved).map(([name, { shape }]) => [name, [...shape]])).toEqual([
      ['fpn_convs.0.conv.weight', [3, 2, 3, 3]],
      ['fpn_convs.0.conv.bias', [3]],
    ]);
    expect([...saved['fpn_convs.0.conv.bias'].data]).toEqual([0, 0, 0]);
  });
});
