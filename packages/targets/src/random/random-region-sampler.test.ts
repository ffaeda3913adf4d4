import { SeededRandom } from '@ecm/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { randomRegionSamplerComponent } from './random-region-sampler.component.js';
import { RandomRegionSampler } from './random-region-sampler.js';

const options = { count: 8, positiveFraction: 0.25, addGroundTruths: true };
const codesOf = (...list: number[]): Int32Array => Int32Array.from(list);

describe('RandomRegionSampler', () => {
  it('takes all where there is no choice, and draws nothing', () => {
    const random = new SeededRandom(1);
    const before = random.save();
    const sample = new RandomRegionSampler(options).sample(codesOf(0, 3, -1, 0, 1, 0), random);
    expect(sample).toEqual({ positives: codesOf(1, 4), negatives: codesOf(0, 3, 5) });
    expect(random.save()).toEqual(before);
  });

  // Specification, check C-22: 512 places, three ground truths put in front, no proposals.
  it('takes three positives and no negatives', () => {
    const sample = new RandomRegionSampler({ ...options, count: 512 }).sample(codesOf(1, 2, 3), new SeededRandom(1));
    expect(sample).toEqual({ positives: codesOf(0, 1, 2), negatives: codesOf() });
  });

  it('bounds the negatives per positive, counting at least one positive', () => {
    const codes = codesOf(0, 0, 0, 0, 0, 0, 0, 0);
    const sampler = new RandomRegionSampler({ ...options, maxNegativesPerPositive: 3 });
    expect(sampler.sample(codes, new SeededRandom(1)).negatives.length).toBe(3);
    expect(sampler.sample(codesOf(0, 0, 1, 2, 0, 0, 0, 0, 0, 0), new SeededRandom(1)).negatives.length).toBe(6);
    expect(new RandomRegionSampler({ ...options, maxNegativesPerPositive: 0 }).sample(codes, new SeededRandom(1)).negatives.length).toBe(0);
  });

  it('fills its places with distinct regions of the right kind, in ascending order', () => {
    const codes = fc.array(fc.integer({ min: -1, max: 3 }), { maxLength: 60 }).map((list) => Int32Array.from(list));
    fc.assert(
      fc.property(
        codes,
        fc.integer({ min: 1, max: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer(),
        (list, count, fraction, seed) => {
          const sampler = new RandomRegionSampler({ count, positiveFraction: fraction, addGroundTruths: false });
          const { positives, negatives } = sampler.sample(list, new SeededRandom(seed));
          const available = (belongs: (code: number) => boolean): number => list.filter(belongs).length;
          expect(positives.length).toBe(
            Math.min(
              Math.trunc(count * fraction),
              available((code) => code > 0),
            ),
          );
          expect(negatives.length).toBe(
            Math.min(
              count - positives.length,
              available((code) => code === 0),
            ),
          );
          expect(positives.every((index, i) => list[index] > 0 && (i === 0 || index > positives[i - 1]))).toBe(true);
          expect(negatives.every((index, i) => list[index] === 0 && (i === 0 || index > negatives[i - 1]))).toBe(true);
        },
      ),
    );
  });

  it('takes every region equally often', () => {
    const random = new SeededRandom('uniform');
    const sampler = new RandomRegionSampler({ ...options, count: 4 });
    const taken = new Int32Array(10);
    for (let i = 0; i < 10_000; i++) for (const index of sampler.sample(new Int32Array(10), random).negatives) taken[index]++;
    // 4 of 10 places: 4000 expected, standard deviation 49; five of them.
    for (const times of taken) expect(Math.abs(times - 4000)).toBeLessThan(245);
  });

  it('repeats itself with the same stream', () => {
    const sampler = new RandomRegionSampler(options);
    const codes = new Int32Array(100);
    expect(sampler.sample(codes, new SeededRandom(7))).toEqual(sampler.sample(codes, new SeededRandom(7)));
  });

  it('is built by its component', () => {
    const config = { type: 'random' as const, count: 4, positiveFraction: 0.5, maxNegativesPerPositive: 1, addGroundTruths: false };
    const sampler = randomRegionSamplerComponent.create(config, { given: {}, services: {}, path: '' });
    expect(sampler.addGroundTruths).toBe(false);
    expect(sampler.sample(codesOf(0, 1), new SeededRandom(1))).toEqual({ positives: codesOf(1), negatives: codesOf(0) });
  });
});
