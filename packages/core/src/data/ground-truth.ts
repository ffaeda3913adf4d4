import type { Boxes, RunLengthMask } from './boxes.js';

/** The objects of one network input, in its pixels (after resize and flip). */
export interface GroundTruth {
  readonly boxes: Boxes;
  /** Class index 0 … C − 1 of each box. */
  readonly labels: Int32Array;
  /** One mask per box at the network-input size without padding; absent for box-only data. */
  readonly masks?: readonly RunLengthMask[];
}
