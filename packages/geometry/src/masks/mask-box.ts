import type { RunLengthMask } from '@ecm/core';

/** A box as `x, y, width, height`, in pixels. */
export type Rectangle = readonly [x: number, y: number, width: number, height: number];

/**
 * Smallest box around the set pixels; zeros for an empty mask.
 *
 * A run that goes over from one column to the next makes the box as high as the image, as in the reference.
 *
 * @see cocoapi, common/maskApi.c, rleToBbox; there, all runs of ones having length 0 is undefined
 */
export function maskBox({ height, counts }: RunLengthMask): Rectangle {
  let left = Infinity;
  let top = Infinity;
  let right = -1;
  let bottom = -1;
  let position = 0;
  for (let i = 1; i < counts.length; i += 2) {
    position += counts[i - 1];
    if (counts[i] === 0) continue;
    const last = position + counts[i] - 1;
    const x0 = Math.floor(position / height);
    const x1 = Math.floor(last / height);
    const [y0, y1] = x0 < x1 ? [0, height - 1] : [position - x0 * height, last - x1 * height];
    left = Math.min(left, x0);
    right = Math.max(right, x1);
    top = Math.min(top, y0);
    bottom = Math.max(bottom, y1);
    position = last + 1;
  }
  return right < 0 ? [0, 0, 0, 0] : [left, top, right - left + 1, bottom - top + 1];
}
