import type { Norm } from '@ecm/core/model';
import { conv2d, ParameterStore, tf, useBackend } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { ResidualBlock } from './residual-block.js';

/** No normalisation at all. */
const bare: Norm = {
  convolve: (x, filter, { stride, padding, relu }) => conv2d(x, filter, { stride, padding, ...(relu ? { activation: 'relu' } : {}) }),
};

const make = (kind: 'basic' | 'bottleneck', style: 'pytorch' | 'caffe', inputs: number, stride: number) => {
  const store = new ParameterStore({ seed: 1 });
  const block = new ResidualBlock({ scope: store.scope('b'), norm: () => bare, trainable: true, kind, style, inputs, width: 4, stride });
  return { store, block };
};

beforeAll(() => useBackend('cpu'));

describe('ResidualBlock', () => {
  it('adds the input where nothing changes size', () => {
    const { store, block } = make('basic', 'pytorch', 4, 1);
    expect(store.all.map(({ name }) => name)).toEqual(['b.conv1.weight', 'b.conv2.weight']);
    const zero = { shape: [4, 4, 3, 3], data: new Float32Array(144) };
    store.load({ 'b.conv2.weight': zero });
    const x = tf.tensor4d([-1, 2, -3, 4], [1, 1, 1, 4]);
    // A branch of zeros leaves relu(x).
    expect([...block.forward(x).dataSync()]).toEqual([0, 2, 0, 4]);
  });

  it('projects the shortcut where channels or size change', () => {
    const { store, block } = make('bottleneck', 'pytorch', 8, 1);
    expect(block.channels).toBe(16);
    expect(store.get('b.downsample.0.weight').shape).toEqual([1, 1, 8, 16]);
    expect(make('basic', 'pytorch', 4, 2).store.all.map(({ name }) => name)).toContain('b.downsample.0.weight');
  });

  it.each([
    { style: 'pytorch' as const, seen: 'all cells' },
    { style: 'caffe' as const, seen: 'every second cell' },
  ])('has its stride so that the branch of $style reads $seen', ({ style, seen }) => {
    const { store, block } = make('bottleneck', style, 4, 2);
    // Without the shortcut only the branch is left; in Caffe style its first 1x1 convolution drops odd rows and columns.
    store.load({ 'b.downsample.0.weight': { shape: [16, 4, 1, 1], data: new Float32Array(64) } });
    const odd = tf.tidy(() => tf.tensor4d([0, 0, 0, 1], [1, 2, 2, 1]).tile([1, 2, 2, 4]));
    const reads =
      block
        .forward(odd as tf.Tensor4D)
        .abs()
        .sum()
        .dataSync()[0] > 0;
    expect(reads).toBe(seen === 'all cells');
  });
});
