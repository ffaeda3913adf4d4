import type { Annotation, Detections, RunLengthMask } from '@ecm/core';
import { polygonsToMask } from '@ecm/geometry';

/** An object to be drawn on a picture, in the picture's own pixels. */
export interface DrawnObject {
  /** `x1, y1, x2, y2`. */
  readonly box: readonly [number, number, number, number];
  /** Decides the colour. */
  readonly label: number;
  readonly name: string;
  /** 0 … 1; left out for annotations. */
  readonly score?: number;
  readonly mask?: RunLengthMask;
}

/** Which detections are shown. */
export interface DetectionChoice {
  /** Nothing below this score. */
  readonly minScore: number;
  /** At most so many, best first. */
  readonly limit: number;
}

/** @param names class names by label */
export function objectsOfDetections(
  { boxes, scores, labels, masks }: Detections,
  names: readonly string[],
  { minScore, limit }: DetectionChoice,
): DrawnObject[] {
  const order = Array.from(scores.keys()).filter((index) => scores[index] >= minScore);
  order.sort((a, b) => scores[b] - scores[a] || a - b);
  return order.slice(0, limit).map((index) => {
    const [x1, y1, x2, y2] = boxes.subarray(4 * index, 4 * index + 4);
    const label = labels[index];
    const mask = masks?.[index];
    return { box: [x1, y1, x2, y2], label, name: names[label] ?? `class ${label}`, score: scores[index], ...(mask && { mask }) };
  });
}

/** What is known of a picture's classes and size. */
export interface AnnotationContext {
  /** Position of a category id in the sorted list. */
  readonly labelOf: (categoryId: number) => number;
  /** Class names by label. */
  readonly names: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** Turns annotations into objects to be drawn; polygons are filled as evaluation does. */
export function objectsOfAnnotations(
  annotations: readonly Annotation[],
  { labelOf, names, width, height }: AnnotationContext,
): DrawnObject[] {
  return annotations.map(({ box: [x, y, boxWidth, boxHeight], categoryId, segmentation }) => {
    const label = labelOf(categoryId);
    const object = { box: [x, y, x + boxWidth, y + boxHeight] as const, label, name: names[label] ?? `class ${label}` };
    if (segmentation === undefined) return object;
    return {
      ...object,
      mask: 'runLengths' in segmentation ? segmentation.runLengths : polygonsToMask(segmentation.polygons, height, width),
    };
  });
}
