import type { Annotation, Category, Dataset, ImageRecord } from '@ecm/core';

import { countClasses } from './count-classes.js';

/** An image and its objects. */
export interface AnnotatedImage {
  readonly image: ImageRecord;
  readonly annotations: readonly Annotation[];
}

/** A data set made of objects in memory: for tests, and for pictures that have no annotation file. */
export function memoryDataset(parts: {
  readonly name: string;
  readonly imageRoot: string;
  /** Sorted by id. */
  readonly categories: readonly Category[];
  readonly images: readonly AnnotatedImage[];
}): Dataset {
  const { name, imageRoot, categories, images } = parts;
  return {
    name,
    file: name,
    imageRoot,
    categories,
    size: images.length,
    image: (index) => images[index].image,
    annotations: (index) => images[index].annotations,
    statistics: () => countClasses(categories, images.length, (index) => images[index].annotations.map(({ categoryId }) => categoryId)),
  };
}
