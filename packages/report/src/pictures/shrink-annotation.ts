import type { Annotation } from '@ecm/core';
import { resizeMask } from '@ecm/geometry';

/** The picture that an annotation is to be drawn on, smaller than the one it was made for. */
export interface ShrunkPicture {
  /** Length of a side by that of the original, up to 1. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

/** @returns the annotation in the pixels of the smaller picture; its area stays that of the original */
export function shrinkAnnotation(annotation: Annotation, { scale, width, height }: ShrunkPicture): Annotation {
  if (scale === 1) return annotation;
  const { box, segmentation } = annotation;
  const [x, y, boxWidth, boxHeight] = box.map((side) => side * scale);
  const shrunk = { ...annotation, box: [x, y, boxWidth, boxHeight] as const };
  if (segmentation === undefined) return shrunk;
  if ('runLengths' in segmentation) return { ...shrunk, segmentation: { runLengths: resizeMask(segmentation.runLengths, height, width) } };
  return { ...shrunk, segmentation: { polygons: segmentation.polygons.map((polygon) => polygon.map((value) => value * scale)) } };
}
