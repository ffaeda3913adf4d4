import type { OverlapKind } from '../rules/evaluation-rules.js';
import type { PairedDifference } from './paired-difference.js';

/** How a comparison is made. */
export interface ComparisonOptions {
  /** Number of resamples; 1000 by default. */
  readonly resamples?: number;
  /** Share of the resamples inside the intervals; 0.95 by default. */
  readonly confidence?: number;
  /** The same seed draws the same images; 0 by default. */
  readonly seed?: number;
  /** Compare AP of every class too. */
  readonly perClass?: boolean;
}

/** A figure of the summary, compared. */
export interface ComparedFigure extends PairedDifference {
  /** Such as `AP` or `APr`. */
  readonly key: string;
}

/** AP of one class, compared. */
export interface ComparedClass extends PairedDifference {
  readonly id: number;
  readonly name: string;
  readonly frequency?: string;
  readonly groundTruths: number;
}

/** Two sets of detections, a and b, compared over resamples of the images. */
export interface Comparison extends Required<Omit<ComparisonOptions, 'perClass'>> {
  readonly protocol: string;
  readonly iou: OverlapKind;
  readonly images: number;
  readonly figures: readonly ComparedFigure[];
  /** Present if every class was asked for. */
  readonly categories?: readonly ComparedClass[];
}
