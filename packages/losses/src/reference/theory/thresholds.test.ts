import { array, assert, double, integer, property } from 'fast-check';
import { expect, it } from 'vitest';

import { countAbove } from './rank-counts.js';
import { rank } from './ranking.js';
import { bestThreshold, bestThresholdError } from './thresholds.js';

/** Scores between 0 and 1, many of them equal. */
const scoreSet = array(
  integer({ min: 0, max: 40 }).map((value) => value / 40),
  { minLength: 1, maxLength: 80 },
);
const share = double({ min: 0, max: 1, noNaN: true });

const errorAt = (threshold: number, positives: readonly number[], negatives: readonly number[]): number =>
  positives.filter((score) => score <= threshold).length / positives.length +
  negatives.filter((score) => score > threshold).length / negatives.length;

it('Theorem 3: no threshold has a smaller error than the ranking error', () => {
  assert(
    property(scoreSet, scoreSet, share, (positives, negatives, threshold) => {
      const { error } = rank(positives, negatives);
      expect(errorAt(threshold, positives, negatives)).toBeGreaterThanOrEqual(error - 1e-12);
      expect(bestThreshold(positives, negatives).error).toBeGreaterThanOrEqual(error - 1e-12);
    }),
  );
});

it('has the smallest error of all thresholds, and that error', () => {
  assert(
    property(scoreSet, scoreSet, share, (positives, negatives, other) => {
      const best = bestThreshold(positives, negatives);
      expect(errorAt(best.threshold, positives, negatives)).toBeCloseTo(best.error, 12);
      expect(errorAt(other, positives, negatives)).toBeGreaterThanOrEqual(best.error - 1e-12);
    }),
  );
});

it('has an error that counts alone give as well', () => {
  assert(
    property(scoreSet, scoreSet, (positives, negatives) => {
      expect(bestThresholdError(countAbove(positives, negatives))).toBeCloseTo(bestThreshold(positives, negatives).error, 12);
    }),
  );
});

it('is equal to the ranking error where one threshold separates the classes', () => {
  expect(bestThreshold([3, 4], [1, 2])).toEqual({ threshold: 2, error: 0 });
  expect(bestThresholdError(countAbove([1], [2]))).toBe(1);
});
