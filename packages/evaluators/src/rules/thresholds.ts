/**
 * Ten IoU thresholds 0.5 … 0.95 with the rounding of numpy's linspace: the ninth is 0.8999999999999999.
 *
 * @see lvis-dataset/lvis-api, lvis/eval.py, Params
 */
export const IOU_THRESHOLDS: Float64Array = Float64Array.from({ length: 10 }, (_, i) => (i < 9 ? 0.5 + i * ((0.95 - 0.5) / 9) : 0.95));

/** 101 recalls 0 … 1 at which precision is read, as `i · 0.01` rounds: some lie a little above i / 100. */
export const RECALL_POINTS: Float64Array = Float64Array.from({ length: 101 }, (_, i) => (i < 100 ? i * 0.01 : 1));

/** Keeps precision defined where nothing has been counted yet: 2^−52. */
export const PRECISION_EPSILON: number = Number.EPSILON;

/** @returns thresholds as they are compared with: the reference's cap keeps identical boxes matching at a threshold of 1 */
export function reachableThresholds(thresholds: Float64Array): Float64Array {
  return thresholds.map((threshold) => Math.min(threshold, 1 - 1e-10));
}
