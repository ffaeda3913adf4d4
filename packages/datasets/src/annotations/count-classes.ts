import type { Category, ClassStatistics } from '@ecm/core';

/** @returns label of a category id: its position in the list sorted by id */
export function labelsById(categories: readonly Category[]): ReadonlyMap<number, number> {
  return new Map(categories.map(({ id }, label) => [id, label]));
}

/**
 * Counts images and objects of each class. Every record counts, crowds and records that training leaves out too, as in the
 * reference's repeat factors.
 *
 * @param categories sorted by id
 * @param categoryIdsOf category ids of the annotations of image 0 … images − 1
 */
export function countClasses(
  categories: readonly Category[],
  images: number,
  categoryIdsOf: (index: number) => Iterable<number>,
): ClassStatistics {
  const labels = labelsById(categories);
  const instanceCounts = new Float64Array(categories.length);
  const imageCounts = new Float64Array(categories.length);
  const lastImage = new Int32Array(categories.length).fill(-1);
  let annotatedImages = 0;
  for (let index = 0; index < images; index++) {
    let annotated = false;
    for (const id of categoryIdsOf(index)) {
      const label = labels.get(id);
      if (label === undefined) continue;
      annotated = true;
      instanceCounts[label]++;
      if (lastImage[label] !== index) imageCounts[label]++;
      lastImage[label] = index;
    }
    if (annotated) annotatedImages++;
  }
  return { categories, instanceCounts, imageCounts, annotatedImages };
}
