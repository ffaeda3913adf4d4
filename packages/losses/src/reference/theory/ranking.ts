import type { Numbers } from '../stable.js';

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
 * @see Cho and Krähenbühl, ECCV 2022, Eq. (6)
 */
export function rank(positives: Numbers, negatives: Numbers): Ranking {
  const sorted = Float64Array.from(negatives).sort();
  const best = Float64Array.from(positives).sort().reverse();
  let above = 0;
  let tied = 0;
  const outranked = best.map((score) => {
    const notAbove = upperBound(sorted, score);
    above += sorted.length - notAbove;
    tied += notAbove - lowerBound(sorted, score);
    return (sorted.length - notAbove) / sorted.length;
  });
  const pairs = best.length * sorted.length;
  return { outranked, error: above / pairs, errorTiesHalf: (above + tied / 2) / pairs };
}

/** Number of sorted values ≤ x. */
export function upperBound(sorted: Float64Array, x: number): number {
  return firstIndex(sorted, (value) => value > x);
}

/** Number of sorted values < x. */
function lowerBound(sorted: Float64Array, x: number): number {
  return firstIndex(sorted, (value) => value >= x);
}

function firstIndex(sorted: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Pairwise ranking error over a stream of negatives, for scores that do not fit into memory. Only the positives are kept.
 */
export class StreamingRankingError {
  readonly #positives: Float64Array;
  #below = 0;
  #negatives = 0;

  constructor(positives: Numbers) {
    this.#positives = Float64Array.from(positives).sort();
  }

  /** Counts a negative: every positive strictly below it is outranked. */
  add(negative: number): void {
    this.#below += lowerBound(this.#positives, negative);
    this.#negatives++;
  }

  /** R so far; NaN before the first negative. */
  get error(): number {
    return this.#below / (this.#positives.length * this.#negatives);
  }
}
