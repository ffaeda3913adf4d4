import type { Boxes, RunLengthMask } from './boxes.js';

/** Detections of one image in columns, best score first, in pixels of the original image. */
export interface Detections {
  readonly boxes: Boxes;
  readonly scores: Float32Array;
  /** Class index 0 … C − 1. */
  readonly labels: Int32Array;
  /** One mask per detection at the original size; absent for box detectors. */
  readonly masks?: readonly RunLengthMask[];
}
