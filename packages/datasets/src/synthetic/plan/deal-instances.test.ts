import { SeededRandom } from '@ecm/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dealInstances } from './deal-instances.js';

describe('dealInstances', () => {
  it('deals every instance once, gives each image one to maxObjects, for any counts that fit', () => {
    const cases = fc.record({
      counts: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 }),
      maxObjects: fc.integer({ min: 1, max: 7 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(cases, ({ counts, maxObjects, share, seed }) => {
        const total = counts.reduce((sum, count) => sum + count, 0);
        fc.pre(total > 0);
        const fewest = Math.ceil(total / maxObjects);
        const images = fewest + Math.floor(share * (total - fewest));
        const dealt = dealInstances(Int32Array.from(counts), { images, maxObjects, split: 'train' }, new SeededRandom(seed));
        expect(dealt).toHaveLength(images);
        expect(dealt.every((image) => image.length >= 1 && image.length <= maxObjects)).toBe(true);
        const found = counts.map((_, label) => dealt.flat().filter((other) => other === label).length);
        expect(found).toEqual(counts);
      }),
    );
  });

  it('says what does not fit', () => {
    const deal = (images: number) => () => dealInstances(Int32Array.of(5, 2), { images, maxObjects: 3, split: 'val' }, new SeededRandom(1));
    expect(deal(8)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /valImages: 7 instances do not give each of 8 images an object. Ask for at most 7 images or for more instances.]`,
    );
    expect(deal(2)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /valImages: 7 instances do not fit into 2 images of 3 objects. Ask for at least 3 images or for fewer instances.]`,
    );
  });
});
