import { describe, expect, it } from 'vitest';

import { frequencyGroups } from './frequency-groups.js';

describe('frequencyGroups', () => {
  it.each([
    // Sizes stated by the design of the worlds w1, w2 and w3.
    [60, 17, 23, 20],
    [100, 28, 38, 34],
    [200, 56, 76, 68],
  ])('divides %i classes into %i rare, %i common and %i frequent ones', (classes, rare, common, frequent) => {
    const counts = Int32Array.from({ length: classes }, (_, label) => label + 1);
    const groups = frequencyGroups(counts, counts).join('');
    expect(groups).toBe('r'.repeat(rare) + 'c'.repeat(common) + 'f'.repeat(frequent));
  });

  it('orders by images, then by instances, then by position', () => {
    const images = Int32Array.of(5, 1, 1, 9, 1, 7, 8);
    const instances = Int32Array.of(5, 2, 1, 9, 1, 7, 8);
    // Order: 2, 4, 1, 0, 5, 6, 3; two rare, three common.
    expect(frequencyGroups(images, instances).join('')).toBe('ccrfrcf');
  });
});
