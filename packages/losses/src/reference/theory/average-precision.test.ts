import { array, assert, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { discreteAveragePrecision, exactAveragePrecision } from './average-precision.js';
import { detectionErrorBounds } from './bounds.js';
import { detectionWeight } from './detection-weight.js';
import { rank } from './ranking.js';
import { bestThreshold } from './thresholds.js';

/** Scores between 0 and 1, many of them equal. */
const scoreSet = array(
  integer({ min: 0, max: 40 }).map((value) => value / 40),
  { minLength: 1, maxLength: 80 },
);
const ratio = double({ min: -3, max: 6, noNaN: true }).map((exponent) => 10 ** exponent);

describe('exactAveragePrecision', () => {
  it('is the integral of β / (β + α g(β))', () => {
    const { outranked } = rank([0.9, 0.8, 0.35, 0.6], [0.7, 0.2, 0.1, 0.65, 0.3, 0.05, 0.5, 0.4]);
    const cells = 40_000;
    const precision = (beta: number): number => beta / (beta + 2 * outranked[Math.ceil(beta * outranked.length) - 1]);
    const midpoints = Array.from({ length: cells }, (_, i) => precision((i + 0.5) / cells));
    expect(exactAveragePrecision(outranked, 2)).toBeCloseTo(midpoints.reduce((sum, value) => sum + value, 0) / cells, 7);
  });

  it('lies in [0, 1], falls with α, and is 1 where nothing is outranked', () => {
    assert(
      property(scoreSet, scoreSet, ratio, (positives, negatives, alpha) => {
        const { outranked } = rank(positives, negatives);
        const precision = exactAveragePrecision(outranked, alpha);
        expect(precision).toBeGreaterThanOrEqual(-1e-12);
        expect(precision).toBeLessThanOrEqual(1 + 1e-12);
        expect(exactAveragePrecision(outranked, 2 * alpha)).toBeLessThanOrEqual(precision + 1e-12);
      }),
    );
    expect(exactAveragePrecision([0, 0, 0], 1000)).toBeCloseTo(1, 12);
  });
});

describe('discreteAveragePrecision', () => {
  it('with α = n⁻/n⁺ is the mean of k / (k + negatives above)', () => {
    assert(
      property(scoreSet, scoreSet, (positives, negatives) => {
        const best = [...positives].sort((a, b) => b - a);
        const precisions = best.map((score, i) => (i + 1) / (i + 1 + negatives.filter((negative) => negative > score).length));
        const mean = precisions.reduce((sum, value) => sum + value, 0) / best.length;
        const { outranked } = rank(positives, negatives);
        expect(discreteAveragePrecision(outranked, negatives.length / positives.length)).toBeCloseTo(mean, 10);
      }),
    );
  });

  it('is never below the exact one', () => {
    assert(
      property(scoreSet, scoreSet, ratio, (positives, negatives, alpha) => {
        const { outranked } = rank(positives, negatives);
        expect(discreteAveragePrecision(outranked, alpha)).toBeGreaterThanOrEqual(exactAveragePrecision(outranked, alpha) - 1e-12);
      }),
    );
  });
});

it('worked example 8.10 of the specification', () => {
  const positives = [0.9, 0.8, 0.35, 0.6];
  const negatives = [0.7, 0.2, 0.1, 0.65, 0.3, 0.05, 0.5, 0.4];
  const { outranked, error } = rank(positives, negatives);
  expect([...outranked]).toEqual([0, 0, 0.25, 0.5]);
  expect(error).toBe(0.1875);
  expect(exactAveragePrecision(outranked, 2)).toBeCloseTo(0.7548968317, 10);
  expect(discreteAveragePrecision(outranked, 2)).toBeCloseTo(0.775, 12);
  const { lower, upper, upperSqrt, upperHyperbolic } = detectionErrorBounds(2, error);
  expect(lower).toBeCloseTo(0.1290770423, 10);
  expect([upperSqrt, upperHyperbolic, upper].map((value) => +value.toFixed(10))).toEqual([0.5, 0.4920634921, 0.4920634921]);
  expect(bestThreshold(positives, negatives)).toEqual({ threshold: 0.3, error: 0.5 });
  expect(detectionWeight(2)).toBeCloseTo(0.8109302162, 10);
  expect(detectionWeight(2, 'upper')).toBeCloseTo(0.8222222222, 10);
});
