import { BoxColumns } from './box-columns.js';
import type { Relatives } from './relatives.js';

/** Copies each box to every class above its own. @see tensorflow/models, dataset_tools/oid_hierarchical_labels_expansion.py */
export function expandBoxes(boxes: BoxColumns, ancestors: Relatives): BoxColumns {
  const expanded = new BoxColumns();
  for (let row = 0; row < boxes.count; row++) {
    const category = boxes.categories[row];
    expanded.copy(boxes, row, boxes.images[row], category);
    for (const above of ancestors(category)) expanded.copy(boxes, row, boxes.images[row], above);
  }
  return expanded;
}

/**
 * Whether every box lies, the same, on all classes above its own too: the file was expanded before, and doing it again would
 * count objects twice.
 *
 * @param images number of images
 */
export function isExpanded(boxes: BoxColumns, images: number, ancestors: Relatives): boolean {
  const starts = new Int32Array(images + 1);
  for (let row = 0; row < boxes.count; row++) starts[boxes.images[row] + 1]++;
  for (let i = 0; i < images; i++) starts[i + 1] += starts[i];
  const next = starts.slice(0, images);
  const rows = new Int32Array(boxes.count);
  for (let row = 0; row < boxes.count; row++) rows[next[boxes.images[row]]++] = row;
  for (let row = 0; row < boxes.count; row++) {
    const above = ancestors(boxes.categories[row]);
    if (above.length === 0) continue;
    const image = boxes.images[row];
    const ofImage = rows.subarray(starts[image], starts[image + 1]);
    if (!above.every((category) => ofImage.some((other) => boxes.categories[other] === category && sameBox(boxes, row, other))))
      return false;
  }
  return true;
}

function sameBox({ corners, values }: BoxColumns, a: number, b: number): boolean {
  for (let i = 0; i < 4; i++) if (corners[4 * a + i] !== corners[4 * b + i]) return false;
  return values[a] === values[b];
}
