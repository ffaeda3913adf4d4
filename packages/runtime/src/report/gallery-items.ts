import path from 'node:path';

import type { Dataset, Detections } from '@ecm/core';
import { type GalleryItem, objectsOfAnnotations, objectsOfDetections, readPicture } from '@ecm/report';

/** Detections below this score are not drawn. */
const minScore = 0.4;
const limit = 10;

/** Pictures with their annotations and what a run found on them. */
export async function galleryItems(dataset: Dataset, found: ReadonlyMap<number, Detections>): Promise<GalleryItem[]> {
  const names = dataset.categories.map(({ name }) => name);
  const labels = new Map(dataset.categories.map(({ id }, label) => [id, label]));
  const items: GalleryItem[] = [];
  for (let index = 0; index < dataset.size; index++) {
    const { id, fileName, width, height } = dataset.image(index);
    const detections = found.get(id);
    if (detections === undefined) continue;
    const labelOf = (categoryId: number): number => labels.get(categoryId) ?? 0;
    items.push({
      caption: fileName,
      picture: await readPicture(path.join(dataset.imageRoot, fileName)),
      truth: objectsOfAnnotations(dataset.annotations(index), { labelOf, names, width, height }),
      predictions: objectsOfDetections(detections, names, { minScore, limit }),
    });
  }
  return items;
}
