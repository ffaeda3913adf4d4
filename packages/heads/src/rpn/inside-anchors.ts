import type { Boxes, ImageInfo } from '@ecm/core';

/**
 * Anchors that may learn from an image: their cell lies in the padded image, and with a border of 0 or more they reach beyond the
 * image (without padding) by less than that.
 *
 * @param anchors float32 [n · 4] @param valid 1 where the cell is in the padded image, uint8 [n]
 * @param allowedBorder pixels; −1 switches the second condition off
 * @returns indices of the anchors; int32
 */
export function insideAnchors(anchors: Boxes, valid: Uint8Array, { height, width }: ImageInfo, allowedBorder: number): Int32Array {
  return Int32Array.from(valid.keys()).filter((i) => {
    if (valid[i] === 0) return false;
    if (allowedBorder < 0) return true;
    return (
      anchors[4 * i] >= -allowedBorder &&
      anchors[4 * i + 1] >= -allowedBorder &&
      anchors[4 * i + 2] < width + allowedBorder &&
      anchors[4 * i + 3] < height + allowedBorder
    );
  });
}
