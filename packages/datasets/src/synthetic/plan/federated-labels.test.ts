import { SeededRandom } from '@ecm/core';
import { describe, expect, it } from 'vitest';

import { defaultWorldOptions } from '../options/world-options.js';
import { federatedLabels } from './federated-labels.js';

const options = { ...defaultWorldOptions, classes: 10 };

describe('federatedLabels', () => {
  it('names all absent classes', () => {
    expect(federatedLabels([3, 7, 3], options, new SeededRandom(1))).toEqual({
      labels: [3, 7, 3],
      unlabelled: -1,
      negatives: [0, 1, 2, 4, 5, 6, 8, 9],
    });
  });

  it('names so many absent classes as asked, in ascending order', () => {
    for (let seed = 0; seed < 50; seed++) {
      const { negatives } = federatedLabels([3, 7], { ...options, negatives: 4 }, new SeededRandom(seed));
      expect(negatives).toEqual([...new Set(negatives)].sort((a, b) => a - b));
      expect(negatives).toHaveLength(4);
      expect(negatives.some((label) => label === 3 || label === 7)).toBe(false);
    }
  });

  it('adds an object without annotation at the asked rate, of a class that is there', () => {
    const plans = Array.from({ length: 1000 }, (_, seed) =>
      federatedLabels([3, 7], { ...options, notExhaustive: 0.25 }, new SeededRandom(seed)),
    );
    const incomplete = plans.filter(({ unlabelled }) => unlabelled >= 0);
    expect(new Set(incomplete.map(({ unlabelled }) => unlabelled))).toEqual(new Set([3, 7]));
    // 250 expected, standard deviation 14.
    expect(Math.abs(incomplete.length - 250)).toBeLessThan(60);
  });
});
