import type { BoxColumns } from './box-columns.js';
import type { JudgedDetections } from './judged-detections.js';
import type { OpenImagesBoxes } from './open-images-table.js';

const THRESHOLD = 0.5;

/** Which of the published variants counts. */
export interface MatchOptions {
  /** 1: a group-of box that is found counts as one hit; 0: it only removes the detections inside it. */
  readonly groupOfWeight: 0 | 1;
  /** A group-of box that is not found is a wrong detection of score 0, as in mmdetection. */
  readonly penalizeMissedGroups: boolean;
  /** Rounding of areas and overlaps; single precision in mmdetection. */
  readonly round: (value: number) => number;
}

/**
 * Matches the detections of one image and class, best score first: each with the single box of largest IoU, never with the
 * second best; those that miss are absorbed by the group-of box that holds at least half of them.
 *
 * Boxes that do not touch are passed over: only overlaps of at least one half decide anything.
 *
 * @see xingyizhou/UniDet, unidet/evaluation/oideval.py; tensorflow/models, per_image_evaluation.py
 */
export class GroupMatcher {
  readonly #options: MatchOptions;
  readonly #boxes: OpenImagesBoxes;
  readonly #areas: Float64Array;
  readonly #taken: Uint8Array;
  /** Best score that each group-of box has absorbed. */
  readonly #absorbed: Float64Array;

  constructor(boxes: OpenImagesBoxes, options: MatchOptions) {
    const { corners, count } = boxes;
    this.#boxes = boxes;
    this.#options = options;
    this.#taken = new Uint8Array(count);
    this.#absorbed = new Float64Array(count);
    this.#areas = new Float64Array(count);
    for (let row = 0, at = 0; row < count; row++, at += 4)
      this.#areas[row] = options.round((corners[at + 2] - corners[at]) * (corners[at + 3] - corners[at + 1]));
  }

  /**
   * @param rows of the detections, best score first
   * @param truths rows of the annotated boxes
   * @param judged receives what is left of the detections in their order, then a row for each group-of box that counts
   */
  match({ corners, values: scores }: BoxColumns, rows: Int32Array, truths: Int32Array, judged: JudgedDetections): void {
    const { groupOfWeight, penalizeMissedGroups, round } = this.#options;
    this.#clear(truths);
    for (const row of rows) {
      const at = 4 * row;
      const area = round((corners[at + 2] - corners[at]) * (corners[at + 3] - corners[at + 1]));
      const best = truths.length === 0 ? -1 : this.#largest(corners, at, area, truths, 0);
      if (best >= 0 && this.#taken[best] === 0) {
        this.#taken[best] = 1;
        judged.push(scores[row], 1);
        continue;
      }
      const group = truths.length === 0 ? -1 : this.#largest(corners, at, area, truths, 1);
      if (group >= 0) this.#absorbed[group] = Math.max(this.#absorbed[group], scores[row]);
      else judged.push(scores[row], 0);
    }
    if (groupOfWeight === 0) return;
    for (const truth of truths) {
      if (this.#boxes.groupOf[truth] === 0) continue;
      if (this.#absorbed[truth] > 0) judged.push(this.#absorbed[truth], 1);
      else if (penalizeMissedGroups) judged.push(0, 0);
    }
  }

  #clear(truths: Int32Array): void {
    for (const truth of truths) this.#taken[truth] = this.#absorbed[truth] = 0;
  }

  /**
   * @param at place of the detection's corners @param area of the detection
   * @param groupOf 0: overlap with the other boxes, over the union; 1: with group-of boxes, over the detection's own area
   * @returns row of the first truth of largest overlap, −1 if that is below one half
   */
  #largest(detections: Float64Array, at: number, area: number, truths: Int32Array, groupOf: 0 | 1): number {
    const { corners, groupOf: groups } = this.#boxes;
    const { round } = this.#options;
    const [x1, y1, x2, y2] = [detections[at], detections[at + 1], detections[at + 2], detections[at + 3]];
    let overlap = 0;
    let best = -1;
    for (const truth of truths) {
      if (groups[truth] !== groupOf) continue;
      const from = 4 * truth;
      const width = Math.min(x2, corners[from + 2]) - Math.max(x1, corners[from]);
      const height = Math.min(y2, corners[from + 3]) - Math.max(y1, corners[from + 1]);
      if (!(width > 0 && height > 0)) continue;
      const shared = round(width * height);
      const found = round(shared / (groupOf === 1 ? area : area + this.#areas[truth] - shared));
      if (found > overlap) {
        overlap = found;
        best = truth;
      }
    }
    return overlap >= THRESHOLD ? best : -1;
  }
}
