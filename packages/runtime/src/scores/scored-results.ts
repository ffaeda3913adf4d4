import type { FrequencyGroup } from '@ecm/core';
import type { RankCounts } from '@ecm/losses/reference';

/** How a classifier ranks the regions of one class. */
export interface ClassScores extends RankCounts {
  readonly id: number;
  readonly name: string;
  readonly frequency: FrequencyGroup;
  /** Objects of the class in the training set. */
  readonly instances: number;
  /** Scores of the regions of this class, best first. */
  readonly positives: Float64Array;
}

/** How a checkpoint's classifier scores the regions of training images. */
export interface ScoredResults {
  /** Name of the run or config. */
  readonly name: string;
  /** Training step of the checkpoint. */
  readonly step: number;
  readonly images: number;
  /** Scored regions, and those among them that are background. */
  readonly regions: number;
  readonly backgroundRegions: number;
  /** By label. */
  readonly classes: readonly ClassScores[];
}
