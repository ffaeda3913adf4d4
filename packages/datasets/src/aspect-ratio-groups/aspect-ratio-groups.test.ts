import type { ImageSampler } from '@ecm/core';
import { ConfigError } from '@ecm/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { memoryDataset } from '../annotations/memory-dataset.js';
import { aspectFlags, AspectRatioGroupsSampler, groupByAspect } from './aspect-ratio-groups-sampler.js';
import { aspectRatioGroupsComponent } from './aspect-ratio-groups.component.js';

const inOrder = (n: number) => Int32Array.from({ length: n }, (_, i) => i);

describe('groupByAspect', () => {
  it('tops each group up from its front and permutes chunks', () => {
    // Wide 1, 3, 4; tall 0, 2. Batches of 4: tall 0 2 0 2, wide 1 3 4 1; chunks of 2 are taken in the order 3, 0, 2, 1.
    const order = groupByAspect(Int32Array.of(0, 1, 2, 3, 4), Uint8Array.of(0, 1, 0, 1, 1), { groupSize: 2, batchSize: 4 }, () => [
      3, 0, 2, 1,
    ]);
    expect([...order]).toEqual([4, 1, 0, 2, 1, 3, 0, 2]);
  });

  it('makes pure groups of the length ceil(n0 / batch) + ceil(n1 / batch) batches and loses no image', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        (list, chunks) => {
          const flags = Uint8Array.from(list);
          const batchSize = 2 * chunks;
          const order = groupByAspect(inOrder(flags.length), flags, { groupSize: 2, batchSize }, inOrder);
          const wide = list.filter((flag) => flag === 1).length;
          expect(order.length).toBe((Math.ceil(wide / batchSize) + Math.ceil((list.length - wide) / batchSize)) * batchSize);
          for (let i = 0; i < order.length; i += 2) expect(flags[order[i]]).toBe(flags[order[i + 1]]);
          expect(new Set(order).size).toBe(list.length);
        },
      ),
    );
  });
});

describe('AspectRatioGroupsSampler', () => {
  const sizes = [
    [10, 20],
    [20, 10],
    [10, 10],
  ];
  const dataset = memoryDataset({
    name: 'test',
    imageRoot: '.',
    categories: [],
    images: sizes.map(([width, height], id) => ({
      image: { id, fileName: `${id}`, width, height, negativeCategoryIds: [], notExhaustiveCategoryIds: [] },
      annotations: [],
    })),
  });

  it('calls only images wider than high wide', () => {
    expect([...aspectFlags(dataset)]).toEqual([0, 1, 0]);
  });

  const create = (groupSize: number, batchSize: number, inner: ImageSampler) =>
    aspectRatioGroupsComponent.create(
      { type: 'aspect-ratio-groups', sampler: { type: 'shuffle' }, groupSize, batchSize },
      { given: { dataset, seed: 1 }, services: { builder: { build: () => inner as never } }, path: '/data/sampler' },
    );

  it('groups the order of the inner sampler, the same for the same seed and epoch', () => {
    const sampler = create(1, 2, { epoch: () => inOrder(3) });
    expect(sampler).toBeInstanceOf(AspectRatioGroupsSampler);
    expect([...sampler.epoch(4)].sort()).toEqual([0, 1, 1, 2]);
    expect(sampler.epoch(4)).toEqual(sampler.epoch(4));
  });

  it('refuses batches that groups do not fill', () => {
    const make = () => create(2, 3, { epoch: inOrder });
    expect(make).toThrow(ConfigError);
    expect(make).toThrow('/data/sampler/batchSize: 3 must be a multiple of groupSize, which is 2.');
  });
});
