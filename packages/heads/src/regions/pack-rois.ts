import type { Boxes } from '@ecm/core';

/** Joins the boxes of several images to rows (image, x1, y1, x2, y2): float32 [R · 5]. */
export function packRois(boxesOfImages: readonly Boxes[]): Float32Array {
  const count = boxesOfImages.reduce((sum, boxes) => sum + boxes.length / 4, 0);
  const rois = new Float32Array(5 * count);
  let row = 0;
  boxesOfImages.forEach((boxes, image) => {
    for (let i = 0; i < boxes.length; i += 4, row++) {
      rois[5 * row] = image;
      rois.set(boxes.subarray(i, i + 4), 5 * row + 1);
    }
  });
  return rois;
}
