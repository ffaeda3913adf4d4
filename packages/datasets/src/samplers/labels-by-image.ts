import type { Dataset } from '@ecm/core';

import { labelsById } from '../annotations/count-classes.js';

/**
 * Distinct class labels of each image, ascending. Every record counts, also one that training leaves out later, as in
 * mmdetection's repeat factors.
 */
export function labelsByImage(dataset: Dataset): readonly (readonly number[])[] {
  const labels = labelsById(dataset.categories);
  return Array.from({ length: dataset.size }, (_, index) => {
    const found = dataset.annotations(index).flatMap(({ categoryId }) => labels.get(categoryId) ?? []);
    return [...new Set(found)].sort((a, b) => a - b);
  });
}

/** Images of each class: the inverse of `labelsByImage`. Classes without images have empty lists. */
export function imagesByLabel(labels: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const classes = labels.reduce((most, list) => Math.max(most, ...list.map((label) => label + 1)), 0);
  const images = Array.from({ length: classes }, (): number[] => []);
  labels.forEach((list, image) => {
    for (const label of new Set(list)) images[label].push(image);
  });
  return images;
}
