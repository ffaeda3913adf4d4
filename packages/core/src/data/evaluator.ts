import type { Detections } from './detections.js';

/** Figures of one class; absent figures (no ground truth) are NaN. Fractions, not per cent. */
export interface CategoryResult {
  readonly id: number;
  readonly name: string;
  readonly frequency?: string;
  readonly groundTruths: number;
  readonly detections: number;
  /** By figure name: `AP`, `AP50`, `AP75`, `AR`, … */
  readonly figures: Readonly<Record<string, number>>;
}

/** Something about the input of an evaluation that its user should know, although figures were computed. */
export interface EvaluationWarning {
  /** Short name to recognise it by, such as `equal-scores`. */
  readonly kind: string;
  readonly message: string;
}

/** What an evaluation found. */
export interface EvaluationResult {
  /** Protocol name, e.g. `lvis`. */
  readonly protocol: string;
  /** What overlaps were computed on. */
  readonly iou: 'bbox' | 'segm' | 'boundary';
  /** Figures by the reference's names, fractions; −1 where the reference says so. */
  readonly summary: Readonly<Record<string, number>>;
  readonly categories: readonly CategoryResult[];
  /** Settings that the figures depend on, e.g. the cap on detections per image. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What looks wrong about the detections or the ground truth; absent or empty if nothing does. */
  readonly warnings?: readonly EvaluationWarning[];
}

/** Collects detections image by image and turns them into figures. */
export interface Evaluator {
  readonly name: string;
  /** @param imageId id of the image in the data set */
  add(imageId: number, detections: Detections): void;
  finish(): readonly EvaluationResult[];
}
