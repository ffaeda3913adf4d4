import type { CountedClass } from '@ecm/datasets/node';

/** A data set as the margins see it: how often each class occurs, and how often the background. */
export interface ClassCounts {
  /** What the counts are of, for captions, e.g. `lvis_v1_train.json`. */
  readonly source: string;
  readonly classes: readonly CountedClass[];
  readonly backgroundRatio: BackgroundRatio;
}

/** Background rows per foreground row, and where the number is from. */
export interface BackgroundRatio {
  readonly value: number;
  /** For captions, e.g. `the constant of the official configs`. */
  readonly origin: string;
}

/** Mask R-CNN and Cascade R-CNN of the official configs (fg_bg_ratio). */
export const officialBackgroundRatio: BackgroundRatio = { value: 6.3313, origin: 'the constant of the official configs' };
