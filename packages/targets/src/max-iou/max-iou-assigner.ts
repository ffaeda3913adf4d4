import type { Boxes } from '@ecm/core';
import type { Assigner, Assignment } from '@ecm/core/model';
import { bestOverlaps, boxIofMatrix } from '@ecm/geometry';

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
    if (n === 0 || truths.length === 0) return { codes, overlaps: new Float32Array(n) };

    const skipped = this.#coveredBy(ignoredRegions, boxes);
    const best = bestOverlaps(boxes, truths, skipped);
    this.#applyThresholds(codes, best.overlaps, best.truths);
    if (this.#options.matchLowQuality) {
      best.ofTruths.forEach((most, k) => {
        if (most < fround(this.#options.minPositiveIou)) return;
        // No box overlaps the ground truth: all share the best IoU of 0.
        const shared = most > 0 ? best.bestBoxes[k] : Array.from(codes.keys()).filter((i) => skipped?.[i] !== 1);
        for (const index of this.#options.assignAllBest ? shared : shared.slice(0, 1)) codes[index] = k + 1;
      });
    }
    return { codes, overlaps: best.overlaps };
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

  /** @returns 1 for boxes that an ignored region covers */
  #coveredBy(regions: Boxes, boxes: Boxes): Uint8Array | undefined {
    const { ignoreIof } = this.#options;
    if (!(ignoreIof > 0) || regions.length === 0) return undefined;
    const count = regions.length / 4;
    const shares = boxIofMatrix(boxes, regions);
    const threshold = fround(ignoreIof);
    return Uint8Array.from({ length: boxes.length / 4 }, (_, i) =>
      shares.subarray(i * count, (i + 1) * count).some((share) => share > threshold) ? 1 : 0,
    );
  }
}
