import { array, assert, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { exactAveragePrecision } from './average-precision.js';
import { detectionErrorBounds } from './bounds.js';
import { rank } from './ranking.js';

/** Scores between 0 and 1, many of them equal. */
const scoreSet = array(
  integer({ min: 0, max: 40 }).map((value) => value / 40),
  { minLength: 1, maxLength: 80 },
);
const ratio = double({ min: -3, max: 6, noNaN: true }).map((exponent) => 10 ** exponent);
const share = double({ min: 0, max: 1, noNaN: true });

describe('Theorem 2 on random score sets', () => {
  it('the detection error lies between its bounds', () => {
    assert(
      property(scoreSet, scoreSet, ratio, (positives, negatives, alpha) => {
        const { outranked, error } = rank(positives, negatives);
        const detectionError = 1 - exactAveragePrecision(outranked, alpha);
        const { lower, upper } = detectionErrorBounds(alpha, error);
        expect(detectionError).toBeGreaterThanOrEqual(lower - 1e-9);
        expect(detectionError).toBeLessThanOrEqual(upper + 1e-9);
      }),
      { numRuns: 2000 },
    );
  });

  it('the lower bound is attained where all negatives lie between the same two positives', () => {
    assert(
      property(integer({ min: 1, max: 200 }), integer({ min: 1, max: 200 }), ratio, (above, below, alpha) => {
        const positives = [...new Array<number>(above).fill(3), ...new Array<number>(below).fill(1)];
        const { outranked, error } = rank(positives, [2, 2]);
        expect(error).toBeCloseTo(below / (above + below), 12);
        expect(Math.abs(1 - exactAveragePrecision(outranked, alpha) - detectionErrorBounds(alpha, error).lower)).toBeLessThanOrEqual(1e-9);
      }),
    );
  });

  it('both bounds rise with R and with α', () => {
    assert(
      property(ratio, share, share, share, (alpha, r, s, step) => {
        const [less, more] = [Math.min(r, s), Math.max(r, s)].map((error) => detectionErrorBounds(alpha, error));
        expect(less.lower).toBeLessThanOrEqual(more.lower + 1e-12);
        expect(less.upper).toBeLessThanOrEqual(more.upper + 1e-12);
        const [here, further] = [alpha, alpha * (1 + step)].map((each) => detectionErrorBounds(each, r));
        expect(here.lower).toBeLessThanOrEqual(further.lower + 1e-12);
        expect(here.upper).toBeLessThanOrEqual(further.upper + 1e-12);
      }),
    );
  });

  it('the lower bound never passes the upper one, both start at 0, and the lower one tends to R', () => {
    assert(
      property(ratio, share, (alpha, error) => {
        const { lower, upper } = detectionErrorBounds(alpha, error);
        expect(lower).toBeLessThanOrEqual(upper + 1e-12);
        const none = detectionErrorBounds(alpha, 0);
        expect(none.lower).toBeCloseTo(0, 15);
        expect(none.upper).toBe(0);
        expect(detectionErrorBounds(1e12, error).lower).toBeCloseTo(error, 9);
      }),
    );
  });
});

describe('the branches of the upper bound', () => {
  it('touch with equal slope at αR = 1/6, where both errors are 1/3', () => {
    assert(
      property(ratio, (exponent) => {
        const alpha = 1 + exponent;
        const at = (product: number) => detectionErrorBounds(alpha, product / alpha);
        expect(at(1 / 6).upperSqrt).toBeCloseTo(1 / 3, 12);
        expect(at(1 / 6).upperHyperbolic).toBeCloseTo(1 / 3, 12);
        // d/dx √(⅔ x) = 1/√(6 x) and d/dx (1 − (8/9)/(1 + 2x)) = (16/9)/(1 + 2x)² are 1 at x = 1/6.
        const h = 1e-5;
        for (const branch of ['upperSqrt', 'upperHyperbolic'] as const) {
          expect((at(1 / 6 + h)[branch] - at(1 / 6 - h)[branch]) / (2 * h)).toBeCloseTo(1, 6);
        }
      }),
    );
  });

  it('are active below and above it', () => {
    const below = detectionErrorBounds(2, 0.05);
    expect(below.upper).toBe(below.upperSqrt);
    const above = detectionErrorBounds(2, 0.15);
    expect(above.upper).toBe(above.upperHyperbolic);
  });
});

// Sample values of the specification, 8.4.
it.each([
  [2, 0.25, 0.174022754, 0.5555555556],
  [10, 0.1, 0.09132483563, 0.7037037037],
  [812.7743, 0.01, 0.009987772948, 0.9484865921],
  [0.1579454456, 0.5, 0.08928348483, 0.22945257],
])('bounds at α = %d, R = %d', (alpha, error, lower, upper) => {
  const found = detectionErrorBounds(alpha, error);
  expect(found.lower).toBeCloseTo(lower, 9);
  expect(found.upper).toBeCloseTo(upper, 9);
});
