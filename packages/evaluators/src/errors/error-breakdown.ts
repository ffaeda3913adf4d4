import type { ErrorKind } from './error-kind.js';

/** AP at IoU 0.5, by `AP50` for all classes and `AP50r`, `AP50c`, `AP50f` for the frequency groups that the classes have. */
export type GroupFigures = Readonly<Record<string, number>>;

/** Errors of one kind. */
export interface ErrorLine {
  readonly kind: ErrorKind;
  readonly count: number;
  /** How much AP rises if these errors alone are put right. */
  readonly gain: GroupFigures;
}

/** A pair of classes that detections confuse. */
export interface Confusion {
  /** Id of the class of the object. */
  readonly trueId: number;
  /** Id of the class that the detection said. */
  readonly foundId: number;
  readonly count: number;
}

/** A detection or an object of an image, for drawing. */
export interface SceneObject {
  readonly categoryId: number;
  /** `x, y, width, height` in pixels. */
  readonly box: readonly [number, number, number, number];
  /** Absent for ground truth. */
  readonly score?: number;
  /** Of a detection: what is wrong with it, absent if it is right. Of an object: `missed`, absent if it was found. */
  readonly error?: ErrorKind;
}

/** An image and what went wrong on it at the working score. */
export interface ImageErrors {
  readonly imageId: number;
  readonly missed: number;
  readonly wrong: number;
  readonly objects: readonly SceneObject[];
  readonly detections: readonly SceneObject[];
}

/** What keeps a set of detections from AP 1 at IoU 0.5. */
export interface ErrorBreakdown {
  /** AP at IoU 0.5 as it is. */
  readonly figures: GroupFigures;
  readonly lines: readonly ErrorLine[];
  /** All wrong detections, and what AP gains if they come after all right ones. */
  readonly falsePositives: Omit<ErrorLine, 'kind'>;
  /** All objects that were not found, and what AP gains without them. */
  readonly falseNegatives: Omit<ErrorLine, 'kind'>;
  /**
   * The score that was asked for, or the one at which the F1 of all detections together is highest; what follows counts only detections of
   * at least this score.
   */
  readonly workingScore: number;
  /** Most frequent first. */
  readonly confusions: readonly Confusion[];
  /** Most errors first. */
  readonly worstImages: readonly ImageErrors[];
}
