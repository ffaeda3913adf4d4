import type { ClassHierarchy, Dataset } from '@ecm/core';

import type { OpenImagesTable } from './open-images-table.js';
import { OpenImagesTableBuilder } from './open-images-table-builder.js';

/**
 * Ground truth of Open Images from a data set: crowds are group-of boxes, classes are verified where they have a box or are
 * listed as present or absent.
 *
 * @param hierarchy by the names of the classes
 */
export function openImagesFromDataset(dataset: Dataset, hierarchy?: ClassHierarchy): OpenImagesTable {
  const builder = new OpenImagesTableBuilder({ source: dataset.file, units: 'pixels', complete: true });
  for (const { id, name } of dataset.categories) builder.addCategory({ id, name, label: name });
  for (let i = 0; i < dataset.size; i++) {
    const { id, width, height, negativeCategoryIds, positiveCategoryIds = [] } = dataset.image(i);
    builder.addImage(id, width, height);
    for (const category of positiveCategoryIds) builder.addLabel(id, category, true);
    for (const category of negativeCategoryIds) builder.addLabel(id, category, false);
    for (const { categoryId, box, crowd } of dataset.annotations(i)) {
      const [x, y, w, h] = box;
      builder.addBox(id, categoryId, crowd, x, y, x + w, y + h);
    }
  }
  return builder.finish(hierarchy === undefined ? {} : { hierarchy });
}
