import { describe, expect, it } from 'vitest';

import { SeededRandom } from '@ecm/core';

import { firstRegionSamplerComponent } from './first-region-sampler.component.js';
import { FirstRegionSampler } from './first-region-sampler.js';

const codesOf = (...list: number[]): Int32Array => Int32Array.from(list);

describe('FirstRegionSampler', () => {
  it('takes the first of each kind', () => {
    const sampler = new FirstRegionSampler({ count: 4, positiveFraction: 0.25, addGroundTruths: true });
    expect(sampler.sample(codesOf(0, 1, -1, 0, 1, 0, 2, 0, 0))).toEqual({ positives: codesOf(1), negatives: codesOf(0, 3, 5) });
  });

  it('is built by its component', () => {
    const config = { type: 'first' as const, count: 4, positiveFraction: 0.5, maxNegativesPerPositive: 1, addGroundTruths: false };
    const sampler = firstRegionSamplerComponent.create(config, { given: {}, services: {}, path: '' });
    expect(sampler.addGroundTruths).toBe(false);
    expect(sampler.sample(codesOf(0, 1), new SeededRandom(1))).toEqual({ positives: codesOf(1), negatives: codesOf(0) });
  });
});
