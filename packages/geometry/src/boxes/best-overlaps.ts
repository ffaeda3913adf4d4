import type { Boxes } from '@ecm/core';

import { MIN_UNION } from './box-iou.js';

const fround = Math.fround;

/** The extremes of an IoU matrix of boxes and ground truths. */
export interface BestOverlaps {
  /** Largest IoU of each box; −1 for skipped boxes; float32 [n] */
  readonly overlaps: Float32Array;
  /** First ground truth with that IoU; int32 [n] */
  readonly truths: Int32Array;
  /** Largest IoU of each ground truth. */
  readonly ofTruths: readonly number[];
  /** All boxes with exactly that IoU, ascending; empty where it is 0. */
  readonly bestBoxes: readonly (readonly number[])[];
}

/**
 * Finds the extremes of the IoU matrix without making it: an RPN has hundreds of thousands of anchors. Values are those of
 * `boxIouMatrix`, bit for bit, as low-quality matches ask for exact equality.
 *
 * @param boxes float32 [n · 4] @param truths float32 [g · 4], at least one
 * @param skipped 1 for boxes that overlap nothing; uint8 [n]
 */
export function bestOverlaps(boxes: Boxes, truths: Boxes, skipped?: Uint8Array): BestOverlaps {
  const n = boxes.length / 4;
  const count = truths.length / 4;
  const corners = Float64Array.from(truths);
  const overlaps = new Float32Array(n);
  const first = new Int32Array(n);
  const ofTruths = new Float32Array(count);
  const bestBoxes: number[][] = Array.from({ length: count }, () => []);
  for (let i = 0; i < n; i++) {
    if (skipped?.[i] === 1) {
      overlaps[i] = -1;
      continue;
    }
    const x1 = boxes[4 * i];
    const y1 = boxes[4 * i + 1];
    const x2 = boxes[4 * i + 2];
    const y2 = boxes[4 * i + 3];
    let most = 0;
    for (let k = 0, t = 0; k < count; k++, t += 4) {
      const width = (x2 < corners[t + 2] ? x2 : corners[t + 2]) - (x1 > corners[t] ? x1 : corners[t]);
      if (!(width > 0)) continue;
      const height = (y2 < corners[t + 3] ? y2 : corners[t + 3]) - (y1 > corners[t + 1] ? y1 : corners[t + 1]);
      if (!(height > 0)) continue;
      const intersection = fround(fround(width) * fround(height));
      const truthArea = fround(fround(corners[t + 2] - corners[t]) * fround(corners[t + 3] - corners[t + 1]));
      const union = fround(fround(fround(fround(x2 - x1) * fround(y2 - y1)) + truthArea) - intersection);
      const overlap = fround(intersection / (union > MIN_UNION ? union : MIN_UNION));
      if (overlap > most) {
        most = overlap;
        first[i] = k;
      }
      if (overlap < ofTruths[k]) continue;
      if (overlap > ofTruths[k]) {
        ofTruths[k] = overlap;
        bestBoxes[k] = [];
      }
      if (overlap > 0) bestBoxes[k].push(i);
    }
    overlaps[i] = most;
  }
  return { overlaps, truths: first, ofTruths: [...ofTruths], bestBoxes };
}
