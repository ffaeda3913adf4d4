import { SeededRandom } from '@ecm/core';
import { describe, expect, it } from 'vitest';

import { defaultWorldOptions } from '../options/world-options.js';
import { validationCounts } from './validation-counts.js';

describe('validationCounts', () => {
  it('stays between the limits when balanced', () => {
    const counts = validationCounts({ ...defaultWorldOptions, valInstances: [3, 5] }, new Int32Array(300), new SeededRandom(1));
    expect(new Set(counts)).toEqual(new Set([3, 4, 5]));
  });

  it('scales training counts by the number of images when natural', () => {
    const options = { ...defaultWorldOptions, val: 'natural', trainImages: 100, valImages: 50 } as const;
    const counts = validationCounts(options, new Int32Array(400).fill(3), new SeededRandom(1));
    expect(new Set(counts)).toEqual(new Set([1, 2]));
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    // 400 draws of 1 or 2 with mean 1.5 have a standard error of 0.025.
    expect(Math.abs(mean - 1.5)).toBeLessThan(0.1);
  });
});
