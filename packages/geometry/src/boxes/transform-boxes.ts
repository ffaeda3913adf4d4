import type { Boxes } from '@ecm/core';

/** Moves corners outside `[0, width] × [0, height]` onto its border (inclusive: not `width − 1`). */
export function clipBoxes(boxes: Boxes, height: number, width: number): Boxes {
  return boxes.map((corner, i) => Math.min(Math.max(corner, 0), (i & 1) === 0 ? width : height));
}

/** Multiplies x by `scaleX` and y by `scaleY`. */
export function scaleBoxes(boxes: Boxes, scaleX: number, scaleY: number): Boxes {
  return boxes.map((corner, i) => corner * ((i & 1) === 0 ? scaleX : scaleY));
}

/** Divides x by `scaleX` and y by `scaleY`: undoes `scaleBoxes`. */
export function unscaleBoxes(boxes: Boxes, scaleX: number, scaleY: number): Boxes {
  return boxes.map((corner, i) => corner / ((i & 1) === 0 ? scaleX : scaleY));
}

/** Mirrors boxes left to right in an image of `width` pixels. */
export function flipBoxes(boxes: Boxes, width: number): Boxes {
  return boxes.map((corner, i) => ((i & 1) === 1 ? corner : width - boxes[i ^ 2]));
}

/** Corner form of rectangles `x, y, width, height`; float64 [n · 4] to float32 [n · 4]. */
export function rectanglesToBoxes(rectangles: ArrayLike<number>): Boxes {
  return Float32Array.from(rectangles, (value, i) => ((i & 3) > 1 ? rectangles[i - 2] + value : value));
}

/** Rectangles `x, y, width, height` of boxes in corner form; float32 [n · 4] to float64 [n · 4]. */
export function boxesToRectangles(boxes: Boxes): Float64Array {
  return Float64Array.from(boxes, (value, i) => ((i & 3) > 1 ? value - boxes[i - 2] : value));
}
