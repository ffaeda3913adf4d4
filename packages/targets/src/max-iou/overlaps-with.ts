import type { Boxes } from '@ecm/core';

const fround = Math.fround;
/** As in `boxIouMatrix` of @ecm/geometry. */
const MIN_UNION = fround(1e-6);

/**
 * IoU of one ground truth with many boxes, float32 arithmetic; one row of `boxIouMatrix`, written into `row`, so that hundreds of
 * thousands of anchors need no matrix.
 *
 * @param truths float32 [g · 4] @param index which ground truth
 * @param boxes float32 [n · 4] @param areas of the boxes, float32 [n]
 * @param row receives the IoUs; float32 [n]
 */
export function overlapsWith(truths: Boxes, index: number, boxes: Boxes, areas: Float32Array, row: Float32Array): void {
  const at = 4 * index;
  const [x1, y1, x2, y2] = [truths[at], truths[at + 1], truths[at + 2], truths[at + 3]];
  const area = fround(fround(x2 - x1) * fround(y2 - y1));
  for (let i = 0, p = 0; i < areas.length; i++, p += 4) {
    const width = fround((boxes[p + 2] < x2 ? boxes[p + 2] : x2) - (boxes[p] > x1 ? boxes[p] : x1));
    const height = fround((boxes[p + 3] < y2 ? boxes[p + 3] : y2) - (boxes[p + 1] > y1 ? boxes[p + 1] : y1));
    if (width <= 0 || height <= 0) {
      row[i] = 0;
      continue;
    }
    const intersection = fround(width * height);
    const union = fround(fround(area + areas[i]) - intersection);
    row[i] = intersection / (union > MIN_UNION ? union : MIN_UNION);
  }
}
