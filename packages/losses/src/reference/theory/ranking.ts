import { UserError } from '@ecm/core';

import type { Numbers } from '../stable.js';
import type { RankCounts } from './rank-counts.js';
import { countAbove } from './rank-counts.js';

/** How often negatives outrank positives. */
export interface Ranking {
  /** For each positive, best first: the share of negatives with a strictly higher score. */
  readonly outranked: Float64Array;
  /** Pairwise ranking error R = P(s⁺ < s⁻); ties count nothing. */
  readonly error: number;
  /** The same with ties counted half. */
  readonly errorTiesHalf: number;
}

/**
 * Ranks the positives of a class among its negatives in O(n log n).
 *
 * @param positives scores of rows of the class, at least one
 * @param negatives scores of all other rows, at least one
 * @throws UserError if there is no positive or no negative
 * @see Cho and Krähenbühl, ECCV 2022, Eq. (6)
 */
export function rank(positives: Numbers, negatives: Numbers): Ranking {
  return rankingOf(countAbove(positives, negatives));
}

/** The ranking that counted negatives amount to. @throws UserError if there is no positive or no negative */
export function rankingOf({ above, tied, negatives }: RankCounts): Ranking {
  const positives = above.length;
  if (positives === 0 || negatives === 0) {
    throw new UserError(
      `A ranking error compares positives with negatives, but there are ${positives} positives and ${negatives} negatives. Leave such classes out.`,
    );
  }
  const pairs = positives * negatives;
  const outrankedPairs = sum(above);
  return {
    outranked: above.map((count) => count / negatives),
    error: outrankedPairs / pairs,
    errorTiesHalf: (outrankedPairs + sum(tied) / 2) / pairs,
  };
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
