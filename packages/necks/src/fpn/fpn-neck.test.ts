import { ParameterStore, tf, useBackend } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { fpnNeckComponent } from './fpn-neck.component.js';
import type { FpnOptions } from './fpn-neck.js';

const inputs = [2, 3, 4].map((channels, i) => ({ channels, stride: 8 * 2 ** i }));

function make(options: Partial<FpnOptions>) {
  const store = new ParameterStore({ seed: 0 });
  const config = {
    type: 'fpn',
    outChannels: 1,
    startLevel: 0,
    levels: 4,
    extraLevels: 'max-pool',
    reluBeforeExtra: false,
    ...options,
  } as const;
  const neck = fpnNeckComponent.create(config, { given: { scope: store.scope('neck'), inputs }, services: {}, path: '/neck' });
  return { store, neck };
}

const maps = () => [tf.ones<tf.Rank.R4>([1, 13, 10, 2]), tf.ones<tf.Rank.R4>([1, 7, 5, 3]), tf.ones<tf.Rank.R4>([1, 4, 3, 4])];

beforeAll(() => useBackend('cpu'));

describe('FpnNeck', () => {
  // Specification 2.1: the pooled level of n rows has ⌊(n − 1) / 2⌋ + 1, as a convolution of stride 2 and padding 1 has.
  it.each(['max-pool', 'on-input', 'on-lateral', 'on-output'] as const)('appends levels %s', (extraLevels) => {
    const { store, neck } = make({ extraLevels, levels: 5 });
    const shapes = neck.forward(maps(), 'test').map(({ shape }) => shape.slice(1));
    expect(shapes).toEqual([
      [13, 10, 1],
      [7, 5, 1],
      [4, 3, 1],
      [2, 2, 1],
      [1, 1, 1],
    ]);
    expect(neck.levels.map(({ stride }) => stride)).toEqual([8, 16, 32, 64, 128]);
    const extra = store.all.filter(({ name }) => name.startsWith('neck.fpn_convs.3'));
    expect(extra.map(({ shape }) => shape)).toEqual(extraLevels === 'max-pool' ? [] : [[3, 3, extraLevels === 'on-input' ? 4 : 1, 1], [1]]);
  });

  it('can do without extra levels and start above the first level', () => {
    const { neck } = make({ startLevel: 1, levels: 2 });
    expect(neck.forward(maps(), 'test').map(({ shape }) => shape[1])).toEqual([7, 4]);
    expect(neck.levels).toEqual([
      { stride: 16, channels: 1 },
      { stride: 32, channels: 1 },
    ]);
  });

  it('adds coarse laterals to fine ones by nearest neighbour', () => {
    const { store, neck } = make({ startLevel: 1, levels: 2 });
    const filter = (values: number[], shape: number[]) => ({ shape, data: Float32Array.from(values) });
    const centre = filter([0, 0, 0, 0, 1, 0, 0, 0, 0], [1, 1, 3, 3]);
    store.load({
      'neck.lateral_convs.0.conv.weight': filter([1, 0, 0], [1, 3, 1, 1]),
      'neck.lateral_convs.1.conv.weight': filter([1, 0, 0, 0], [1, 4, 1, 1]),
      'neck.fpn_convs.0.conv.weight': centre,
      'neck.fpn_convs.1.conv.weight': centre,
    });
    const coarse = tf.tile<tf.Tensor4D>(tf.tensor4d([10, 20], [1, 1, 2, 1]), [1, 1, 1, 4]);
    const fine = tf.ones<tf.Rank.R4>([1, 2, 4, 3]);
    const unused = tf.zeros<tf.Rank.R4>([1, 4, 8, 2]);
    const [sum] = neck.forward([unused, fine, coarse], 'test');
    expect([...sum.dataSync()]).toEqual([11, 11, 21, 21, 11, 11, 21, 21]);
  });

  it('starts Xavier uniform, without bias', () => {
    // Bound √(6 / (1 · 9 + 1 · 9)).
    const values = make({}).store.get('neck.fpn_convs.0.conv.weight').value.dataSync();
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(Math.sqrt(6 / 18));
    expect([...make({}).store.get('neck.fpn_convs.0.conv.bias').value.dataSync()]).toEqual([0]);
  });

  it('refuses what does not fit the backbone', () => {
    expect(() => make({ startLevel: 3 })).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /neck/startLevel: is 3, but the backbone has 3 levels; choose 0 to 2.]`,
    );
    expect(() => make({}).neck.forward(maps().slice(1), 'test')).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: FpnNeck.forward: features must be a list of 3 maps, but is a list of 2.]`,
    );
  });
});
