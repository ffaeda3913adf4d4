import type { Boxes } from '@ecm/core';

const fround = Math.fround;
/** Relative distance to the threshold within which float32 rounding could decide; the true bound is a few times 2^−24. */
const ROUNDING_MARGIN = 1e-5;
/** Below this threshold boxes with far middles can suppress each other: all are compared. */
const MIN_BINNED = 0.01;
const MAX_BINS = 256;

/**
 * Walks boxes in the given order and marks each one that overlaps no box marked before by more than the threshold.
 *
 * Boxes that overlap that much have near middles, so a box is compared only with marked ones in the bins of x around it.
 *
 * @param order indices into `boxes`, best first
 * @param kept receives 1 at the index of each box kept; uint8 [number of boxes]
 */
export function suppressOverlaps(
  boxes: Boxes,
  order: Int32Array,
  iouThreshold: number,
  kept: Uint8Array = new Uint8Array(boxes.length / 4),
): Uint8Array {
  const n = order.length;
  const threshold = fround(iouThreshold);
  const [below, above] = [threshold * (1 - ROUNDING_MARGIN), threshold * (1 + ROUNDING_MARGIN)];
  const binned = threshold > MIN_BINNED;
  const reach = binned ? reachOf(threshold) : 0;
  const bins = binned ? Math.max(1, Math.min(MAX_BINS, order.length >> 2)) : 1;
  const { first, scale } = binsOf(boxes, order, bins);
  const heads = new Int32Array(bins).fill(-1);
  const next = new Int32Array(n);
  // Corners and areas of the boxes kept; float32 values in double slots, which need no conversion.
  const marked = new Float64Array(5 * n);
  let count = 0;

  for (let i = 0; i < n; i++) {
    const at = 4 * order[i];
    const left = boxes[at];
    const top = boxes[at + 1];
    const right = boxes[at + 2];
    const bottom = boxes[at + 3];
    const area = fround(fround(right - left) * fround(bottom - top));
    const middle = (left + right) / 2;
    const window = reach * (right - left);
    const lastBin = binAt(middle + window, first, scale, bins);
    let suppressed = false;
    for (let bin = binAt(middle - window, first, scale, bins); bin <= lastBin && !suppressed; bin++) {
      for (let k = heads[bin]; k >= 0; k = next[k]) {
        const m = 5 * k;
        const width = (marked[m + 2] < right ? marked[m + 2] : right) - (marked[m] > left ? marked[m] : left);
        if (width <= 0) continue;
        const height = (marked[m + 3] < bottom ? marked[m + 3] : bottom) - (marked[m + 1] > top ? marked[m + 1] : top);
        if (height <= 0) continue;
        const intersection = width * height;
        const union = marked[m + 4] + area - intersection;
        if (intersection <= below * union) continue;
        if (intersection > above * union || float32Iou(width, height, marked[m + 4], area) > threshold) {
          suppressed = true;
          break;
        }
      }
    }
    if (suppressed) continue;
    marked[5 * count] = left;
    marked[5 * count + 1] = top;
    marked[5 * count + 2] = right;
    marked[5 * count + 3] = bottom;
    marked[5 * count + 4] = area;
    const bin = binAt(middle, first, scale, bins);
    next[count] = heads[bin];
    heads[bin] = count++;
    kept[order[i]] = 1;
  }
  return kept;
}

/** IoU in the reference's order of float32 operations. */
function float32Iou(width: number, height: number, areaA: number, areaB: number): number {
  const intersection = fround(fround(width) * fround(height));
  return fround(intersection / fround(fround(areaA + areaB) - intersection));
}

/**
 * Farthest distance of middles, in widths, of a box w and a box v with IoU above t.
 *
 * Both share more than t of either width, so |d| < (w + v) / 2 − t · max(w, v) with t·w < v < w / t. That is largest at v = w, or
 * at v = w / t where t is below one half.
 */
function reachOf(threshold: number): number {
  return 1e-3 + (threshold >= 0.5 ? 1 - threshold : (1 / threshold - 1) / 2);
}

/** Bins of equal width over the x of the middles. */
function binsOf(boxes: Boxes, order: Int32Array, bins: number): { first: number; scale: number } {
  let [first, last] = [Infinity, -Infinity];
  for (let i = 0; i < order.length; i++) {
    const middle = (boxes[4 * order[i]] + boxes[4 * order[i] + 2]) / 2;
    if (middle < first) first = middle;
    if (middle > last) last = middle;
  }
  return { first, scale: last > first ? bins / (last - first) : 0 };
}

/** Not a number falls into bin 0. */
function binAt(x: number, first: number, scale: number, bins: number): number {
  return Math.min(Math.max((x - first) * scale, 0), bins - 1) | 0;
}
