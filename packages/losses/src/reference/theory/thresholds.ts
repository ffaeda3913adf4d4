import type { Numbers } from '../stable.js';
import type { RankCounts } from './rank-counts.js';
import { upperBound } from './sorted.js';

/** A threshold and the sum of both sides' error rates at it. */
export interface ThresholdError {
  readonly threshold: number;
  /** Share of positives ≤ t plus share of negatives > t; never below the pairwise ranking error. */
  readonly error: number;
}

/**
 * Best threshold of a class: the one with the smallest sum of error rates, −∞ and every score tried.
 *
 * @see Cho and Krähenbühl, ECCV 2022, Theorem 3
 */
export function bestThreshold(positives: Numbers, negatives: Numbers): ThresholdError {
  const up = Float64Array.from(positives).sort();
  const down = Float64Array.from(negatives).sort();
  const errorAt = (t: number) => upperBound(up, t) / up.length + (down.length - upperBound(down, t)) / down.length;
  return [...up, ...down].reduce<ThresholdError>(
    (best, threshold) => {
      const error = errorAt(threshold);
      return error < best.error ? { threshold, error } : best;
    },
    { threshold: -Infinity, error: errorAt(-Infinity) },
  );
}

/**
 * The error of the best threshold from counts alone. Between two positives the share of missed positives stays while the share of
 * false positives falls, so only thresholds just below a positive compete, and the one above everything.
 */
export function bestThresholdError({ above, tied, negatives }: RankCounts): number {
  const positives = above.length;
  return above.reduce((best, count, k) => Math.min(best, (positives - 1 - k) / positives + (count + tied[k]) / negatives), 1);
}
