import type { FrequencyGroup } from '@ecm/core';
import { bestThresholdError, detectionErrorBounds, exactAveragePrecision, rankingOf } from '@ecm/losses/reference';

import type { ScoredResults } from '../scores/scored-results.js';

/** One class of one checkpoint: a dot of Figures 2 and 3. */
export interface ScoreDot {
  readonly step: number;
  readonly id: number;
  readonly name: string;
  readonly frequency: FrequencyGroup;
  readonly instances: number;
  readonly positives: number;
  readonly negatives: number;
  /** Negatives per positive among the scored regions. */
  readonly alpha: number;
  /** Pairwise ranking error R. */
  readonly rankingError: number;
  /** 1 − AP, exact. */
  readonly detectionError: number;
  /** Bounds of the detection error at this class's own α. */
  readonly lowerBound: number;
  readonly upperBound: number;
  /** Smallest sum of false negative and false positive rate over all thresholds. */
  readonly thresholdError: number;
}

/** The dots of some checkpoints. Classes without a scored positive or without a negative have none. */
export function scoreDots(results: readonly ScoredResults[]): readonly ScoreDot[] {
  return results.flatMap(({ step, classes }) =>
    classes
      .filter(({ positives, negatives }) => positives.length > 0 && negatives > 0)
      .map((scores) => {
        const { id, name, frequency, instances, positives, negatives } = scores;
        const { outranked, error } = rankingOf(scores);
        const alpha = negatives / positives.length;
        const bounds = detectionErrorBounds(alpha, error);
        return {
          ...{ step, id, name, frequency, instances, positives: positives.length, negatives, alpha },
          rankingError: error,
          detectionError: 1 - exactAveragePrecision(outranked, alpha),
          lowerBound: bounds.lower,
          upperBound: bounds.upper,
          thresholdError: bestThresholdError(scores),
        };
      }),
  );
}

/** Rounding errors of the theorems' checks. */
const slack = 1e-9;

/** Whether a dot is as Theorems 2 and 3 say. */
export const keepsTheorems = (dot: ScoreDot): boolean =>
  dot.detectionError >= dot.lowerBound - slack &&
  dot.detectionError <= dot.upperBound + slack &&
  dot.thresholdError >= dot.rankingError - slack;
