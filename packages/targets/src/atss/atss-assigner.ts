import type { Boxes } from '@ecm/core';
import { ShapeError } from '@ecm/core';
import type { Assignment } from '@ecm/core/model';
import { boxIouMatrix } from '@ecm/geometry';

import { centreOf, nearestBoxes } from './nearest-boxes.js';

/** A positive anchor's middle lies this many pixels inside its ground truth. Source: mmdetection, ATSSAssigner. */
const MIN_INSIDE = 0.01;

/**
 * Adaptive training sample selection: per ground truth, the anchors nearest to its middle are candidates, and those whose IoU
 * reaches mean + standard deviation of the candidates' IoUs are positive.
 *
 * @see Zhang et al., CVPR 2020, Algorithm 1; mmdetection, core/bbox/assigners/atss_assigner.py
 */
export class AtssAssigner {
  readonly #candidatesPerLevel: number;

  /** @param candidatesPerLevel candidates of a ground truth on each level: 9 in ATSS, 18 in the ECM paper (`topk`) */
  constructor(candidatesPerLevel: number) {
    this.#candidatesPerLevel = candidatesPerLevel;
  }

  /**
   * @param boxes anchors of all levels, float32 [n · 4] @param truths float32 [g · 4]
   * @param levels number of anchors of each level; their sum is n
   * @returns codes 0 or k + 1, and the IoU with the ground truth of each positive, else 0
   * @throws ShapeError if the levels do not add up to the anchors
   */
  assign(boxes: Boxes, truths: Boxes, levels: readonly number[]): Assignment {
    const n = boxes.length / 4;
    const total = levels.reduce((sum, count) => sum + count, 0);
    if (total !== n) throw new ShapeError('AtssAssigner.assign: levels', `${n} anchors together`, `${total}`);
    const codes = new Int32Array(n);
    const overlaps = new Float32Array(n);
    for (let k = 0; 4 * k < truths.length; k++) {
      const truth = truths.subarray(4 * k, 4 * k + 4);
      const candidates = this.#candidatesOf(boxes, truth, levels);
      const ious = candidates.map((index) => boxIouMatrix(boxes.subarray(4 * index, 4 * index + 4), truth)[0]);
      const threshold = meanPlusDeviation(ious);
      candidates.forEach((index, i) => {
        if (!(ious[i] >= threshold) || !isInside(boxes, index, truth)) return;
        // Of several ground truths the one with the largest IoU, of equal ones the first.
        if (codes[index] === 0 || ious[i] > overlaps[index]) {
          codes[index] = k + 1;
          overlaps[index] = ious[i];
        }
      });
    }
    return { codes, overlaps };
  }

  #candidatesOf(boxes: Boxes, truth: Boxes, levels: readonly number[]): number[] {
    const middle = centreOf(truth, 0);
    let start = 0;
    return levels.flatMap((count) => {
      const end = start + count;
      const nearest = nearestBoxes(boxes, start, end, middle, this.#candidatesPerLevel);
      start = end;
      return nearest;
    });
  }
}

/** Standard deviation with divisor n − 1; NaN for a single value, which then is not positive, as in the reference. */
function meanPlusDeviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return mean + Math.sqrt(squares / (values.length - 1));
}

function isInside(boxes: Boxes, index: number, truth: Boxes): boolean {
  const { x, y } = centreOf(boxes, index);
  return Math.min(x - truth[0], y - truth[1], truth[2] - x, truth[3] - y) > MIN_INSIDE;
}
