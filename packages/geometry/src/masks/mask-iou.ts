import type { RunLengthMask } from '@ecm/core';
import { ShapeError } from '@ecm/core';

import { rectangleIou } from '../boxes/rectangle-iou.js';
import { maskArea } from './mask-area.js';
import type { Rectangle } from './mask-box.js';
import { maskBox } from './mask-box.js';

/** A mask with its area and box, so that comparing it with many others measures it once. */
export interface MeasuredMask extends RunLengthMask {
  readonly area: number;
  readonly box: Rectangle;
}

/** Computes area and box of a mask. */
export function measureMask(mask: RunLengthMask): MeasuredMask {
  const { height, width, counts } = mask;
  return { height, width, counts, area: maskArea(mask), box: maskBox(mask) };
}

/**
 * Overlap of a detected mask with a ground truth: intersection over union, or over the detection's area for a crowd.
 *
 * Masks whose boxes do not overlap are not walked.
 *
 * @throws ShapeError if sizes differ (the reference gives −1)
 * @see cocoapi, common/maskApi.c, rleIou
 */
export function maskIou(detection: RunLengthMask, truth: RunLengthMask, crowd = false): number {
  return measuredMaskIou(measureMask(detection), measureMask(truth), crowd);
}

/** `maskIou` of masks that have been measured. */
export function measuredMaskIou(detection: MeasuredMask, truth: MeasuredMask, crowd = false): number {
  if (detection.height !== truth.height || detection.width !== truth.width) {
    throw new ShapeError('maskIou: detection', `of size [${truth.height}, ${truth.width}] as the ground truth`, [
      detection.height,
      detection.width,
    ]);
  }
  if (!(rectangleIou(detection.box, truth.box) > 0)) return 0;
  const intersection = intersectionArea(detection.counts, truth.counts);
  if (intersection === 0) return 0;
  return intersection / (crowd ? detection.area : detection.area + truth.area - intersection);
}

/**
 * `maskIou` of all pairs.
 *
 * @param crowd 1 where the ground truth is a crowd; uint8 [G]; absent means no crowds
 * @returns float64 [D · G], one row per detection
 */
export function maskIouMatrix(detections: readonly RunLengthMask[], truths: readonly RunLengthMask[], crowd?: Uint8Array): Float64Array {
  const overlaps = new Float64Array(detections.length * truths.length);
  const measuredTruths = truths.map(measureMask);
  detections.forEach((detection, row) => {
    const measured = measureMask(detection);
    measuredTruths.forEach((truth, column) => {
      overlaps[row * truths.length + column] = measuredMaskIou(measured, truth, crowd?.[column] === 1);
    });
  });
  return overlaps;
}

/**
 * Number of pixels set in both of two masks of equal size.
 *
 * @param a run lengths, zeros first @param b run lengths, zeros first
 */
export function intersectionArea(a: Uint32Array, b: Uint32Array): number {
  let area = 0;
  let [indexA, indexB] = [1, 1];
  let startA = a[0];
  let startB = b[0];
  while (indexA < a.length && indexB < b.length) {
    const endA = startA + a[indexA];
    const endB = startB + b[indexB];
    const overlap = (endA < endB ? endA : endB) - (startA > startB ? startA : startB);
    if (overlap > 0) area += overlap;
    if (endA <= endB) {
      startA = endA + a[indexA + 1];
      indexA += 2;
    } else {
      startB = endB + b[indexB + 1];
      indexB += 2;
    }
  }
  return area;
}
