import type { Numbers } from '../stable.js';
import { lowerBound, upperBound } from './sorted.js';

/**
 * How many negatives of a class lie above each of its positives. Ranking error, average precision and best threshold need nothing else,
 * so that the scores of the negatives, often millions, need not be kept.
 */
export interface RankCounts {
  /** For each positive, best first: number of negatives with a strictly higher score. */
  readonly above: Float64Array;
  /** For each positive, best first: number of negatives with the same score. */
  readonly tied: Float64Array;
  /** Number of all negatives. */
  readonly negatives: number;
}

/** Counts for scores in memory, in O(n log n). */
export function countAbove(positives: Numbers, negatives: Numbers): RankCounts {
  const best = Float64Array.from(positives).sort().reverse();
  const sorted = Float64Array.from(negatives).sort();
  return {
    above: best.map((score) => sorted.length - upperBound(sorted, score)),
    tied: best.map((score) => upperBound(sorted, score) - lowerBound(sorted, score)),
    negatives: sorted.length,
  };
}

/** Counts over a stream of negatives: only the positives are kept, and one bin between each two of them. */
export class StreamingRankCounts {
  readonly #positives: Float64Array;
  /** Negatives by the number of positives that are lower, and by the number that are not higher; [P + 1]. */
  readonly #byLower: Float64Array;
  readonly #byNotHigher: Float64Array;
  #negatives = 0;

  /** @param positives scores of all positives */
  constructor(positives: Numbers) {
    this.#positives = Float64Array.from(positives).sort();
    this.#byLower = new Float64Array(this.#positives.length + 1);
    this.#byNotHigher = new Float64Array(this.#positives.length + 1);
  }

  /** Takes one more negative, in O(log P). */
  add(negative: number): void {
    this.#byLower[lowerBound(this.#positives, negative)]++;
    this.#byNotHigher[upperBound(this.#positives, negative)]++;
    this.#negatives++;
  }

  /** The counts so far. */
  get counts(): RankCounts {
    const above = sumsFromEnd(this.#byLower);
    const notBelow = sumsFromEnd(this.#byNotHigher);
    return { above, tied: notBelow.map((count, k) => count - above[k]), negatives: this.#negatives };
  }
}

/** @returns entry k: sum of the last k + 1 bins; the first bin, what is below all positives, stays out */
function sumsFromEnd(bins: Float64Array): Float64Array {
  let sum = 0;
  return bins
    .slice(1)
    .reverse()
    .map((count) => (sum += count));
}
