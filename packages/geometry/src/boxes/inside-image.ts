import type { Boxes } from '@ecm/core';

/**
 * Marks boxes that reach at most `border` pixels beyond the image: x1, y1 ≥ −border, x2 < width + border, y2 < height + border.
 *
 * @param border −1: every box is marked
 * @returns 0 or 1; uint8 [n]
 * @see mmdetection, core/anchor/utils.py, anchor_inside_flags
 */
export function insideImage(boxes: Boxes, height: number, width: number, border: number): Uint8Array {
  const flags = new Uint8Array(boxes.length / 4);
  if (border < 0) return flags.fill(1);
  for (let i = 0, at = 0; i < flags.length; i++, at += 4) {
    const inside = boxes[at] >= -border && boxes[at + 1] >= -border && boxes[at + 2] < width + border && boxes[at + 3] < height + border;
    if (inside) flags[i] = 1;
  }
  return flags;
}
