import type { EvaluationResult } from '@ecm/core';

/** Precision–recall curves of one class. */
export interface ClassCurves {
  readonly id: number;
  readonly thresholds: ArrayLike<number>;
  /** Precision at the recalls 0, 0.01 … 1, one row per IoU threshold. */
  readonly precision: readonly ArrayLike<number>[];
}

/** Errors of one kind. */
export interface ErrorCount {
  readonly count: number;
  /** By figure, e.g. `AP50r`: how much it rises without these errors. */
  readonly gain: Readonly<Record<string, number>>;
}

/** A detection, or an object of an image. */
export interface SceneObject {
  readonly categoryId: number;
  /** `x, y, width, height` in pixels. */
  readonly box: readonly [number, number, number, number];
  readonly score?: number;
  /** What is wrong with it; absent if nothing is. */
  readonly error?: string;
}

/** What went wrong on an image. */
export interface ImageErrors {
  readonly imageId: number;
  readonly missed: number;
  readonly wrong: number;
  readonly objects: readonly SceneObject[];
  readonly detections: readonly SceneObject[];
}

/** What keeps a set of detections from AP 1 at IoU 0.5. */
export interface ErrorRecord {
  readonly figures: Readonly<Record<string, number>>;
  readonly lines: readonly (ErrorCount & { readonly kind: string })[];
  readonly falsePositives: ErrorCount;
  readonly falseNegatives: ErrorCount;
  readonly workingScore: number;
  readonly confusions: readonly { readonly trueId: number; readonly foundId: number; readonly count: number }[];
  readonly worstImages: readonly ImageErrors[];
}

/** A figure of two evaluations; fractions. */
export interface DifferenceRecord {
  readonly a: number;
  readonly b: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly shareAbove: number;
}

/** Two evaluations, compared over resamples of the images. */
export interface ComparisonRecord {
  readonly iou: EvaluationResult['iou'];
  readonly confidence: number;
  readonly resamples: number;
  readonly seed: number;
  readonly figures: readonly (DifferenceRecord & { readonly key: string })[];
  readonly categories?: readonly (DifferenceRecord & { readonly id: number; readonly name: string; readonly frequency?: string })[];
}

/** A result with what a report can show of it. */
export interface DetailedRecord extends EvaluationResult {
  readonly curves?: readonly ClassCurves[];
  readonly errors?: ErrorRecord;
}

/** One evaluated set of detections. */
export interface EvaluationRecord {
  /** Short name, shown in tables and legends. */
  readonly name: string;
  readonly result: DetailedRecord;
}
