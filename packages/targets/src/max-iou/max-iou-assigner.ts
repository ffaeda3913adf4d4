import type { Boxes } from '@ecm/core';
import type { Assigner, Assignment } from '@ecm/core/model';
import { boxAreas, boxIofMatrix } from '@ecm/geometry';

import { overlapsWith } from './overlaps-with.js';

const fround = Math.fround;

/** Thresholds of the assignment; see the schema for sources. */
export interface MaxIouOptions {
  /** A box with at least this IoU is positive. */
  readonly positiveIou: number;
  /** A box below this IoU is negative; a pair is the range [low, high) of negatives. */
  readonly negativeIou: number | readonly [number, number] | readonly number[];
  /** Least IoU for a low-quality match. */
  readonly minPositiveIou?: number;
  /** Whether a ground truth also takes the boxes that are its best ones. */
  readonly matchLowQuality?: boolean;
  /** Whether it takes all boxes that share its best IoU, or the first of them. */
  readonly assignAllBest?: boolean;
  /** Boxes covered by an ignored region to more than this share are ignored; −1: off. */
  readonly ignoreIof?: number;
}

const IGNORED = -1;
const NEGATIVE = 0;

/**
 * Gives each box to the ground truth that it overlaps most.
 *
 * Low-quality matches overwrite, ground truth after ground truth, what the threshold gave: a box that several ground truths
 * have as their best goes to the last. "Best" is exact equality in float32.
 *
 * @see mmdetection, core/bbox/assigners/max_iou_assigner.py
 */
export class MaxIouAssigner implements Assigner {
  readonly #options: Required<MaxIouOptions>;

  constructor({ minPositiveIou = 0, matchLowQuality = true, assignAllBest = true, ignoreIof = -1, ...thresholds }: MaxIouOptions) {
    this.#options = { minPositiveIou, matchLowQuality, assignAllBest, ignoreIof, ...thresholds };
  }

  /** @param ignoredRegions float32 [r · 4]; they matter only if `ignoreIof` is positive */
  assign(boxes: Boxes, truths: Boxes, ignoredRegions: Boxes = new Float32Array(0)): Assignment {
    const n = boxes.length / 4;
    const codes = new Int32Array(n).fill(truths.length === 0 ? NEGATIVE : IGNORED);
    const overlaps = new Float32Array(n);
    if (n === 0 || truths.length === 0) return { codes, overlaps };

    const skipped = this.#coveredBy(ignoredRegions, boxes);
    const best = new Int32Array(n);
    const lowQuality: Int32Array[] = [];
    const areas = boxAreas(boxes);
    const row = new Float32Array(n);
    for (let k = 0; 4 * k < truths.length; k++) {
      overlapsWith(truths, k, boxes, areas, row);
      skipped?.forEach((index) => {
        row[index] = -1;
      });
      let most = row[0];
      for (let i = 0; i < n; i++) {
        const overlap = row[i];
        if (overlap > most) most = overlap;
        if (k === 0 || overlap > overlaps[i]) {
          overlaps[i] = overlap;
          best[i] = k;
        }
      }
      lowQuality.push(this.#bestBoxes(row, most));
    }
    this.#applyThresholds(codes, overlaps, best);
    lowQuality.forEach((indices, k) => {
      for (const index of indices) codes[index] = k + 1;
    });
    return { codes, overlaps };
  }

  #applyThresholds(codes: Int32Array, overlaps: Float32Array, best: Int32Array): void {
    const { positiveIou, negativeIou } = this.#options;
    const [low, high] = typeof negativeIou === 'number' ? [0, negativeIou] : negativeIou;
    // The reference compares float32 with float32.
    const [negativeFrom, negativeBelow, positiveFrom] = [fround(low), fround(high), fround(positiveIou)];
    for (let i = 0; i < codes.length; i++) {
      if (overlaps[i] >= positiveFrom) codes[i] = best[i] + 1;
      else if (overlaps[i] >= negativeFrom && overlaps[i] < negativeBelow) codes[i] = NEGATIVE;
    }
  }

  /** @returns the boxes that a ground truth takes because none overlaps it more */
  #bestBoxes(row: Float32Array, most: number): Int32Array {
    const { matchLowQuality, minPositiveIou, assignAllBest } = this.#options;
    if (!matchLowQuality || most < fround(minPositiveIou)) return new Int32Array(0);
    if (!assignAllBest) return Int32Array.of(row.indexOf(most));
    const indices: number[] = [];
    for (let at = row.indexOf(most); at >= 0; at = row.indexOf(most, at + 1)) indices.push(at);
    return Int32Array.from(indices);
  }

  #coveredBy(regions: Boxes, boxes: Boxes): number[] | undefined {
    const { ignoreIof } = this.#options;
    if (!(ignoreIof > 0) || regions.length === 0) return undefined;
    const count = regions.length / 4;
    const shares = boxIofMatrix(boxes, regions);
    const threshold = fround(ignoreIof);
    return Array.from({ length: boxes.length / 4 }, (_, i) => i).filter((i) =>
      shares.subarray(i * count, (i + 1) * count).some((share) => share > threshold),
    );
  }
}
