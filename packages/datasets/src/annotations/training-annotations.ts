import type { Annotation, Dataset } from '@ecm/core';

import { labelsById } from './count-classes.js';

/** Why an annotation takes no part in training. */
export type LeftOut = 'ignore' | 'outside' | 'empty' | 'small' | 'crowd' | 'unknown-category' | 'no-mask';

/** An annotation that trains, with its class index. */
export interface TrainingAnnotation {
  readonly annotation: Annotation;
  /** Class index 0 … C − 1: position of the category id in ascending order. */
  readonly label: number;
}

/**
 * Decides whether an annotation trains: it must not be marked `ignore` or as a crowd, and its box must meet the image, have a
 * positive area and be at least one pixel wide and high.
 *
 * @param image width and height in pixels
 * @returns why it is left out, or undefined
 * @see janghyuncho/ECM-Loss, mmdet/datasets/coco.py, _parse_ann_info
 */
export function reasonToLeaveOut(annotation: Annotation, image: { readonly width: number; readonly height: number }): LeftOut | undefined {
  const [x, y, width, height] = annotation.box;
  if (annotation.ignore) return 'ignore';
  const insideWidth = Math.max(0, Math.min(x + width, image.width) - Math.max(x, 0));
  const insideHeight = Math.max(0, Math.min(y + height, image.height) - Math.max(y, 0));
  if (insideWidth * insideHeight === 0) return 'outside';
  if (annotation.area <= 0) return 'empty';
  if (width < 1 || height < 1) return 'small';
  return annotation.crowd ? 'crowd' : undefined;
}

/** Annotations of a data set by the rules of training; counts what it leaves out. */
export class TrainingAnnotations {
  /** Number of annotations left out so far, by reason. An image that is visited twice counts twice. */
  readonly leftOut = new Map<LeftOut, number>();
  readonly #dataset: Dataset;
  readonly #labels: ReadonlyMap<number, number>;

  constructor(dataset: Dataset) {
    this.#dataset = dataset;
    this.#labels = labelsById(dataset.categories);
  }

  /** @returns the annotations of an image that train, in file order */
  of(index: number): readonly TrainingAnnotation[] {
    const image = this.#dataset.image(index);
    return this.#dataset.annotations(index).flatMap((annotation) => {
      const label = this.#labels.get(annotation.categoryId);
      const reason = label === undefined ? 'unknown-category' : reasonToLeaveOut(annotation, image);
      if (label !== undefined && reason === undefined) return [{ annotation, label }];
      if (reason !== undefined) this.leaveOut(reason, 1);
      return [];
    });
  }

  /** Counts annotations that whoever uses them leaves out. */
  leaveOut(reason: LeftOut, count: number): void {
    if (count > 0) this.leftOut.set(reason, (this.leftOut.get(reason) ?? 0) + count);
  }
}
