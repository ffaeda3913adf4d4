import { SeededRandom } from '@ecm/core';
import { describe, expect, it } from 'vitest';

import { EpochOrders } from './epoch-orders.js';
import { replacementFor } from './replacement.js';

describe('EpochOrders', () => {
  const sampler = { epoch: (epoch: number) => Int32Array.from({ length: 5 - epoch }, (_, i) => 10 * epoch + i) };

  it('makes epochs of equal length: short orders start again, long ones are cut', () => {
    const orders = new EpochOrders(sampler, { batchSize: 2, rank: 0, ranks: 1 });
    expect(orders.batchesPerEpoch).toBe(3);
    expect([0, 1, 2].map((batch) => orders.positions(batch))).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
    expect([0, 1, 4, 5].map((position) => orders.imageAt(0, position))).toEqual([0, 1, 4, 0]);
    expect([3, 4].map((position) => orders.imageAt(2, position))).toEqual([20, 21]);
  });

  it('gives neighbouring parts of a step to neighbouring processes', () => {
    const positions = [0, 1].map((rank) => new EpochOrders(sampler, { batchSize: 2, rank, ranks: 2 }).positions(1));
    expect(positions).toEqual([
      [4, 5],
      [6, 7],
    ]);
  });

  it('refuses a sampler without images', () => {
    expect(() => new EpochOrders({ epoch: () => new Int32Array() }, { batchSize: 1, rank: 0, ranks: 1 })).toThrow(/gives no image/);
  });
});

describe('replacementFor', () => {
  const flags = Uint8Array.of(1, 0, 1, 1, 0);
  const draws = (index: number, attempt: number) =>
    new Set(Array.from({ length: 200 }, (_, i) => replacementFor(index, flags, new SeededRandom(1, i), attempt)));

  it('takes another image of the same group, after many attempts any image', () => {
    expect([...draws(0, 1)].sort()).toEqual([2, 3]);
    expect([...draws(0, 20)].sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it('takes any image where the group has no other', () => {
    expect(replacementFor(0, Uint8Array.of(1, 0), new SeededRandom(1), 1)).toBeTypeOf('number');
  });
});
