import { assert, double, integer, property, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { exactAveragePrecision, discreteAveragePrecision } from './average-precision.js';
import { detectionErrorBounds } from './bounds.js';
import { detectionWeight, detectionWeightOffset } from './detection-weight.js';
import { ecmConstants } from './ecm-constants.js';
import { effectiveMargins, marginObjective } from './margins.js';
import { rank, StreamingRankingError } from './ranking.js';
import { decisionBoundary, surrogateGradients, surrogateScore } from './surrogate.js';
import { bestThreshold } from './thresholds.js';

const scores = uniqueArray(integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 });
const ratio = double({ min: -3, max: 6, noNaN: true }).map((exponent) => 10 ** exponent);

describe('the theorems on random score sets', () => {
  it('Theorem 2: the detection error lies between its bounds', () => {
    assert(
      property(scores, scores, ratio, (positives, negatives, alpha) => {
        const { outranked, error } = rank(positives, negatives);
        const detectionError = 1 - exactAveragePrecision(outranked, alpha);
        const { lower, upper } = detectionErrorBounds(alpha, error);
        return lower <= detectionError + 1e-9 && detectionError <= upper + 1e-9;
      }),
    );
  });

  it('Theorem 2: the lower bound is attained where all negatives lie between the same two positives', () => {
    assert(
      property(integer({ min: 1, max: 30 }), integer({ min: 1, max: 30 }), ratio, (above, below, alpha) => {
        const positives = [...new Array<number>(above).fill(3), ...new Array<number>(below).fill(1)];
        const { outranked, error } = rank(positives, [2]);
        const { lower } = detectionErrorBounds(alpha, error);
        return Math.abs(1 - exactAveragePrecision(outranked, alpha) - lower) <= 1e-9;
      }),
    );
  });

  it('Theorem 3: no threshold has a smaller error than the ranking error', () => {
    assert(
      property(
        scores,
        scores,
        (positives, negatives) => bestThreshold(positives, negatives).error >= rank(positives, negatives).error - 1e-12,
      ),
    );
  });

  it('the discrete average precision is never below the exact one', () => {
    assert(
      property(scores, scores, ratio, (positives, negatives, alpha) => {
        const { outranked } = rank(positives, negatives);
        return discreteAveragePrecision(outranked, alpha) >= exactAveragePrecision(outranked, alpha) - 1e-12;
      }),
    );
  });

  it('a stream of negatives gives the same ranking error', () => {
    assert(
      property(scores, scores, (positives, negatives) => {
        const stream = new StreamingRankingError(positives);
        for (const negative of negatives) stream.add(negative);
        return Math.abs(stream.error - rank(positives, negatives).error) <= 1e-12;
      }),
    );
  });
});

describe('bounds', () => {
  it('their branches touch at αR = 1/6, where both errors are 1/3', () => {
    const { upperSqrt, upperHyperbolic } = detectionErrorBounds(2, 1 / 12);
    expect(upperSqrt).toBeCloseTo(1 / 3, 12);
    expect(upperHyperbolic).toBeCloseTo(1 / 3, 12);
  });

  // Sample values of the specification, 8.4.
  it.each([
    [2, 0.25, 0.174022754, 0.5555555556],
    [10, 0.1, 0.09132483563, 0.7037037037],
    [812.7743, 0.01, 0.009987772948, 0.9484865921],
    [0.1579454456, 0.5, 0.08928348483, 0.22945257],
  ])('α = %d, R = %d', (alpha, error, lower, upper) => {
    const found = detectionErrorBounds(alpha, error);
    expect(found.lower).toBeCloseTo(lower, 9);
    expect(found.upper).toBeCloseTo(upper, 9);
  });
});

describe('margins', () => {
  it('sum to 1 and minimise their objective', () => {
    assert(
      property(ratio, ratio, double({ min: 0.001, max: 0.999, noNaN: true }), (positives, negatives, other) => {
        const { positive, negative } = effectiveMargins(negatives / positives);
        const least = marginObjective(positives, negatives, positive);
        const closed = (positives ** -0.25 + negatives ** -0.25) ** 2;
        return (
          Math.abs(positive + negative - 1) < 1e-12 &&
          Math.abs(least - closed) <= 1e-9 * closed &&
          marginObjective(positives, negatives, other) >= least * (1 - 1e-12)
        );
      }),
    );
  });

  it('are where σ(2f) stands at the decision boundary of the surrogate', () => {
    assert(
      property(ratio, (alpha) => {
        const boundary = decisionBoundary(alpha);
        const atBoundary = 1 / (1 + Math.exp(-2 * boundary));
        return Math.abs(surrogateScore(boundary, alpha) - 0.5) < 1e-12 && Math.abs(atBoundary - effectiveMargins(alpha).positive) < 1e-12;
      }),
    );
  });

  it('turn into gradient magnitudes that sum to 2', () => {
    assert(
      property(double({ min: -20, max: 20, noNaN: true }), ratio, (logit, alpha) => {
        const { positive, negative } = surrogateGradients(logit, alpha);
        return Math.abs(positive + negative - 2) < 1e-12 && Math.abs(negative - 2 * surrogateScore(logit, alpha)) < 1e-12;
      }),
    );
  });
});

describe('detection weight', () => {
  it('is the bound at R = 1, from below or above', () => {
    assert(
      property(ratio, (alpha) => {
        const { lower, upper } = detectionErrorBounds(alpha, 1);
        const ends = [detectionWeight(alpha), detectionWeight(alpha, 'upper')];
        return Math.abs(ends[0] - lower) < 1e-9 && (alpha < 1 / 6 || Math.abs(ends[1] - upper) < 1e-9) && ends[0] <= ends[1] + 1e-12;
      }),
    );
    expect(detectionWeight(3, 'one')).toBe(1);
  });

  it('with its offset lies above the upper bound, touching it', () => {
    assert(
      property(ratio, double({ min: 0, max: 1, noNaN: true }), (alpha, error) => {
        const line = detectionWeight(alpha) * error + detectionWeightOffset(alpha);
        return detectionErrorBounds(alpha, error).upper <= line + 1e-9;
      }),
    );
    // Specification, 8.6.
    expect(detectionWeightOffset(0.05)).toBeCloseTo(0.054743123, 8);
    expect(detectionWeightOffset(10)).toBeCloseTo(0.6360238, 6);
  });
});

it('constants of the specification, ECM-1', () => {
  const found = ecmConstants([1, 10, 100], 6.3313);
  expect([...found.alpha].map((value) => +value.toFixed(6))).toEqual([812.7743, 80.37743, 7.137743, 0.157945]);
  expect([...found.detectionWeight].map((value) => +value.toFixed(9))).toEqual([0.999385327, 0.993830467, 0.935874088, 0.31465147]);
  expect([...found.shift].map((value) => +value.toFixed(9))).toEqual([-1.675113364, -1.096683354, -0.491349155, 0.461376397]);
  found.positiveWeight.forEach((weight, c) => {
    expect(1 / weight + 1 / found.negativeWeight[c]).toBeCloseTo(1, 12);
  });
});
