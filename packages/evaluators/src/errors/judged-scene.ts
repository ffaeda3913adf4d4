import { DetectionBatch, TruthBatch } from '../matching/detection-batch.js';

/** Detections that count, class by class, best score first, with what became of them at IoU 0.5. */
export class JudgedDetections extends DetectionBatch {
  categories = new Int32Array(0);
  /** 1: right. */
  right = new Uint8Array(0);
}

/** Objects that count, class by class. */
export class JudgedTruths extends TruthBatch {
  categories = new Int32Array(0);
  /** 1: a detection found it. */
  found = new Uint8Array(0);
  /** Score of that detection. */
  scores = new Float64Array(0);
}

/** All that counts in an evaluation. */
export interface JudgedScene {
  readonly detections: JudgedDetections;
  readonly truths: JudgedTruths;
  /** Detections of category c: `[detectionStarts[c], detectionStarts[c + 1])`. */
  readonly detectionStarts: Int32Array;
  readonly truthStarts: Int32Array;
}
