import type { ClassHierarchy, Dataset } from '@ecm/core';

import type { OpenImagesJson } from './from-json.js';
import { openImagesFromJson } from './from-json.js';
import type { OpenImagesTable } from './open-images-table.js';

/**
 * Ground truth of Open Images from a data set: crowds are group-of boxes, classes are verified where they have a box or are
 * listed as absent; class names are their labels in the hierarchy.
 */
export function openImagesFromDataset(dataset: Dataset, hierarchy?: ClassHierarchy): OpenImagesTable {
  const images = Array.from({ length: dataset.size }, (_, i) => dataset.image(i));
  const json: OpenImagesJson = {
    categories: dataset.categories.map(({ id, name }) => ({ id, name })),
    images: images.map(({ id, negativeCategoryIds }) => ({ id, neg_category_ids: negativeCategoryIds })),
    annotations: images.flatMap(({ id }, i) =>
      dataset
        .annotations(i)
        .map(({ categoryId, box, crowd }) => ({ image_id: id, category_id: categoryId, bbox: box, iscrowd: Number(crowd) })),
    ),
  };
  return openImagesFromJson(json, hierarchy);
}
