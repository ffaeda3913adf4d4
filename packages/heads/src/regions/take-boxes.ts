import type { Boxes } from '@ecm/core';

/** @returns the boxes at the given indices, in their order */
export function takeBoxes(boxes: Boxes, indices: ArrayLike<number>): Boxes {
  const taken = new Float32Array(4 * indices.length);
  for (let i = 0; i < indices.length; i++) taken.set(boxes.subarray(4 * indices[i], 4 * indices[i] + 4), 4 * i);
  return taken;
}
