import type { Boxes } from '@ecm/core';

const fround = Math.fround;

/**
 * Walks boxes in the given order and marks each one that overlaps no box marked before by more than the threshold.
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
  const [x1, y1, x2, y2] = [new Float32Array(n), new Float32Array(n), new Float32Array(n), new Float32Array(n)];
  const areas = new Float32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) {
    const at = 4 * order[i];
    const left = boxes[at];
    const top = boxes[at + 1];
    const right = boxes[at + 2];
    const bottom = boxes[at + 3];
    const area = fround(fround(right - left) * fround(bottom - top));
    let suppressed = false;
    for (let k = 0; k < count; k++) {
      const width = fround((x2[k] < right ? x2[k] : right) - (x1[k] > left ? x1[k] : left));
      if (width <= 0) continue;
      const height = fround((y2[k] < bottom ? y2[k] : bottom) - (y1[k] > top ? y1[k] : top));
      if (height <= 0) continue;
      const intersection = fround(width * height);
      if (fround(intersection / fround(fround(areas[k] + area) - intersection)) > threshold) {
        suppressed = true;
        break;
      }
    }
    if (suppressed) continue;
    x1[count] = left;
    y1[count] = top;
    x2[count] = right;
    y2[count] = bottom;
    areas[count++] = area;
    kept[order[i]] = 1;
  }
  return kept;
}
