import type { RunLengthMask } from '@ecm/core';
import { UserError } from '@ecm/core';

import { polygonsToMask } from './polygons-to-mask.js';
import { runLengthsFromString } from './run-length-string.js';

/** Run lengths as COCO files hold them: a list of counts, or the compressed string. `size` is `[height, width]`. */
export interface CocoRunLengths {
  readonly size: readonly [number, number] | readonly number[];
  readonly counts: string | readonly number[];
}

/** The field `segmentation` of COCO and LVIS files: polygons, boxes `[x, y, width, height]`, or run lengths. */
export type CocoSegmentation = readonly (readonly number[])[] | CocoRunLengths;

/**
 * Makes a mask from any form of segmentation that COCO and LVIS files hold.
 *
 * In a list the first element decides: four numbers mean that all elements are boxes, more mean polygons.
 *
 * @param height image height in pixels @param width image width in pixels
 * @throws UserError if the run lengths do not fill an image of their size, or their size is not that of the image
 * @see cocoapi, PythonAPI/pycocotools/_mask.pyx, frPyObjects
 */
export function segmentationToMask(segmentation: CocoSegmentation, height: number, width: number): RunLengthMask {
  if (!('counts' in segmentation)) return polygonsToMask(asPolygons(segmentation), height, width);
  const [ownHeight, ownWidth] = segmentation.size;
  if (ownHeight !== height || ownWidth !== width) {
    throw new UserError(`Mask of size [${segmentation.size.join(', ')}] belongs to an image of size [${height}, ${width}].`);
  }
  const counts =
    typeof segmentation.counts === 'string' ? runLengthsFromString(segmentation.counts) : Uint32Array.from(segmentation.counts);
  return filled({ height, width, counts });
}

/** Rectangles `x, y, width, height` as polygons. */
export function rectangleToPolygon([x, y, width, height]: readonly number[]): number[] {
  return [x, y, x, y + height, x + width, y + height, x + width, y];
}

function asPolygons(parts: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return parts[0]?.length === 4 ? parts.map(rectangleToPolygon) : parts;
}

function filled(mask: RunLengthMask): RunLengthMask {
  const total = mask.counts.reduce((sum, count) => sum + count, 0);
  if (total !== mask.height * mask.width) {
    throw new UserError(
      `Run lengths of a mask of size [${mask.height}, ${mask.width}] must add up to ${mask.height * mask.width} pixels, but add up to ${total}.`,
    );
  }
  return mask;
}
