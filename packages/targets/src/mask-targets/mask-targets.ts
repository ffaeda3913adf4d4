import type { Boxes, RunLengthMask } from '@ecm/core';
import type { MapSize, MaskTargets } from '@ecm/core/model';
import type { ColumnSpans } from '@ecm/geometry';
import { columnSpans } from '@ecm/geometry';

import { samplingWeights } from './sampling-weights.js';

/** A cell is set if at least half of it is; the margin is far below any true difference and above double rounding. */
const HALF = 0.5 - 1e-9;

/**
 * Targets of a mask head: RoIAlign of the ground-truth mask over each region, at least one half is 1. Works on run lengths;
 * no bitmap is made.
 *
 * @see mmdetection, core/mask/structures.py, BitmapMasks.crop_and_resize
 */
export const maskTargets: MaskTargets = (masks, truthIndices, boxes, size, padded) => {
  const shares = maskShares(masks, truthIndices, boxes, size, padded);
  return Float32Array.from(shares, (share) => (share >= HALF ? 1 : 0));
};

/** The shares that `maskTargets` compares with one half; float64 [P · size · size], rows first. Arguments as there. */
export function maskShares(
  masks: readonly RunLengthMask[],
  truthIndices: Int32Array,
  boxes: Boxes,
  size: number,
  padded: MapSize,
): Float64Array {
  const spans = new Map<number, ColumnSpans>();
  const shares = new Float64Array(truthIndices.length * size * size);
  truthIndices.forEach((truth, i) => {
    let ofTruth = spans.get(truth);
    if (ofTruth === undefined) spans.set(truth, (ofTruth = columnSpans(masks[truth])));
    const box = clamp(boxes.subarray(4 * i, 4 * i + 4), padded);
    addShares(shares.subarray(i * size * size, (i + 1) * size * size), ofTruth, masks[truth].width, box, size, padded);
  });
  return shares;
}

function clamp(box: Boxes, { height, width }: MapSize): Boxes {
  return box.map((corner, k) => Math.min(Math.max(corner, 0), (k & 1) === 0 ? width : height));
}

function addShares(shares: Float64Array, spans: ColumnSpans, maskWidth: number, box: Boxes, size: number, padded: MapSize): void {
  const columns = samplingWeights(box[0], box[2], size, padded.width);
  const rows = samplingWeights(box[1], box[3], size, padded.height);
  const [rowStride, columnStride] = [rows.last - rows.first + 1, columns.last - columns.first + 1];
  const filled = new Float64Array(size);
  for (let x = columns.first; x < Math.min(columns.last, maskWidth); x++) {
    // Weight of the column's set pixels in each row of cells.
    filled.fill(0);
    for (let s = spans.offsets[x]; s < spans.offsets[x + 1]; s++) {
      const from = Math.min(Math.max(spans.starts[s], rows.first), rows.last) - rows.first;
      const to = Math.min(Math.max(spans.ends[s], rows.first), rows.last) - rows.first;
      if (from === to) continue;
      for (let p = 0; p < size; p++) filled[p] += rows.sums[p * rowStride + to] - rows.sums[p * rowStride + from];
    }
    const k = x - columns.first;
    for (let q = 0; q < size; q++) {
      const weight = columns.sums[q * columnStride + k + 1] - columns.sums[q * columnStride + k];
      if (weight === 0) continue;
      for (let p = 0; p < size; p++) shares[p * size + q] += weight * filled[p];
    }
  }
}
