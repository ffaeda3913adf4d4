import type { GroundTruth, RunLengthMask, Segmentation } from '@ecm/core';
import { clipBoxes, flipBoxes, flipMask, polygonsToMask, rectanglesToBoxes, resizeMask, scaleBoxes } from '@ecm/geometry';

import type { ImagePlan } from './plan-image.js';

/** Objects of one image in pixels of the image file, in columns. */
export interface ImageObjects {
  /** `x, y, width, height`; float64 [n · 4]. */
  readonly rectangles: Float64Array;
  /** Class index of each object; int32 [n]. */
  readonly labels: Int32Array;
  /** One per object; absent for training of boxes. */
  readonly segmentations?: readonly Segmentation[];
}

/**
 * Moves objects to the network input: boxes are scaled in float32, clipped to the resized image and mirrored; polygons are
 * rasterised once at the size of the file, then resized (nearest) and mirrored as masks.
 *
 * @see janghyuncho/ECM-Loss, mmdet/datasets/pipelines: LoadAnnotations with poly2mask, Resize, RandomFlip
 */
export function transformObjects(objects: ImageObjects, plan: ImagePlan): GroundTruth {
  const { height, width, flipped } = plan;
  const resized = clipBoxes(scaleBoxes(rectanglesToBoxes(objects.rectangles), plan.scaleX, plan.scaleY), height, width);
  const boxes = flipped ? flipBoxes(resized, width) : resized;
  if (objects.segmentations === undefined) return { boxes, labels: objects.labels };
  const masks = objects.segmentations.map((segmentation) => {
    const mask = resizeMask(rasterise(segmentation, plan), height, width);
    return flipped ? flipMask(mask) : mask;
  });
  return { boxes, labels: objects.labels, masks };
}

function rasterise(segmentation: Segmentation, { originalHeight, originalWidth }: ImagePlan): RunLengthMask {
  if ('polygons' in segmentation) return polygonsToMask(segmentation.polygons, originalHeight, originalWidth);
  const { runLengths } = segmentation;
  if (runLengths.height === originalHeight && runLengths.width === originalWidth) return runLengths;
  const sizes = `${runLengths.width} x ${runLengths.height}, but its image ${originalWidth} x ${originalHeight}`;
  throw new Error(`a mask is ${sizes}: the annotation file is wrong there`);
}
