import type { ClassHierarchy } from '@ecm/core';
import { ancestorsOf, descendantsOf, expandBoxes, expandLabels } from './expand-ground-truth.js';
import type { ImageLabelEntry, OpenImagesBoxEntry, OpenImagesTable } from './open-images-table.js';
import { openImagesTable } from './open-images-table.js';

/** Annotation file of Open Images as UniDet writes it, parsed. Coordinates in pixels, `iscrowd` = group-of. */
export interface OpenImagesJson {
  readonly images: readonly {
    readonly id: string | number;
    readonly pos_category_ids?: readonly number[];
    readonly neg_category_ids?: readonly number[];
  }[];
  readonly categories: readonly { readonly id: number; readonly name: string; readonly freebase_id?: string }[];
  readonly annotations: readonly {
    readonly image_id: string | number;
    readonly category_id: number;
    readonly bbox: readonly number[];
    readonly iscrowd?: number;
  }[];
}

/** Puts a parsed annotation file into columns. @param hierarchy expands boxes and labels along it; absent: they already are */
export function openImagesFromJson(json: OpenImagesJson, hierarchy?: ClassHierarchy): OpenImagesTable {
  const categories = json.categories.map(({ id, name, freebase_id: label }) => ({ id, name, label: label ?? name }));
  const places = new Map(categories.map(({ id }, i) => [id, i]));
  const boxes = json.annotations.flatMap(({ image_id: image, category_id: id, bbox: [x, y, w, h], iscrowd }): OpenImagesBoxEntry[] => {
    const category = places.get(id);
    return category === undefined ? [] : [{ image: String(image), category, corners: [x, y, x + w, y + h], groupOf: iscrowd === 1 }];
  });
  const labels = json.images.flatMap(({ id, pos_category_ids: present = [], neg_category_ids: absent = [] }) => [
    ...labelEntries(String(id), present, true, places),
    ...labelEntries(String(id), absent, false, places),
  ]);
  const images = json.images.map(({ id }) => String(id));
  if (hierarchy === undefined) return openImagesTable(images, categories, boxes, labels);
  const ancestors = ancestorsOf(hierarchy, categories);
  return openImagesTable(
    images,
    categories,
    expandBoxes(boxes, ancestors),
    expandLabels(labels, ancestors, descendantsOf(hierarchy, categories)),
  );
}

function labelEntries(image: string, ids: readonly number[], present: boolean, places: ReadonlyMap<number, number>): ImageLabelEntry[] {
  return ids.flatMap((id) => {
    const category = places.get(id);
    return category === undefined ? [] : [{ image, category, present }];
  });
}
