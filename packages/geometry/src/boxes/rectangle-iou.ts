/** `x, y, width, height`. */
type FourNumbers = ArrayLike<number>;

/**
 * Overlap of two boxes as evaluation computes it: `x, y, width, height` in double precision, nothing clipped, no `+ 1`.
 *
 * @param crowd divide by the detection's area instead of the union
 * @see cocoapi, common/maskApi.c, bbIou
 */
export function rectangleIou(detection: FourNumbers, truth: FourNumbers, crowd = false): number {
  const width = Math.min(detection[2] + detection[0], truth[2] + truth[0]) - Math.max(detection[0], truth[0]);
  if (width <= 0) return 0;
  const height = Math.min(detection[3] + detection[1], truth[3] + truth[1]) - Math.max(detection[1], truth[1]);
  if (height <= 0) return 0;
  const intersection = width * height;
  const detectionArea = detection[2] * detection[3];
  // The sum of the areas comes first: the last bit decides at IoU thresholds.
  return intersection / (crowd ? detectionArea : detectionArea + truth[2] * truth[3] - intersection);
}

/**
 * `rectangleIou` of all pairs.
 *
 * @param detections float64 [D · 4] @param truths float64 [G · 4]
 * @param crowd 1 where the ground truth is a crowd; uint8 [G]; absent means no crowds
 * @returns float64 [D · G], one row per detection
 */
export function rectangleIouMatrix(detections: Float64Array, truths: Float64Array, crowd?: Uint8Array): Float64Array {
  const rows = detections.length / 4;
  const columns = truths.length / 4;
  const overlaps = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const detection = detections.subarray(4 * row, 4 * row + 4);
    for (let column = 0; column < columns; column++) {
      const truth = truths.subarray(4 * column, 4 * column + 4);
      overlaps[row * columns + column] = rectangleIou(detection, truth, crowd?.[column] === 1);
    }
  }
  return overlaps;
}
