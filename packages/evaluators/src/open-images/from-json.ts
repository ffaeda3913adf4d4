import type { OpenImagesTable, OpenImagesTruthOptions } from './open-images-table.js';
import { OpenImagesTableBuilder } from './open-images-table-builder.js';

/** Annotation file of Open Images as UniDet writes it, parsed. Coordinates in pixels, `iscrowd` = group-of. */
export interface OpenImagesJson {
  readonly images: readonly {
    readonly id: string | number;
    readonly width?: number;
    readonly height?: number;
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

/**
 * Puts a parsed annotation file into columns.
 *
 * @throws DataError if an annotation names an image that the file does not list
 */
export function openImagesFromJson(json: OpenImagesJson, options: OpenImagesTruthOptions = {}): OpenImagesTable {
  const builder = new OpenImagesTableBuilder({ source: 'ground truth', units: 'pixels', complete: true });
  for (const { id, name, freebase_id: label } of json.categories) builder.addCategory({ id, name, label: label ?? name });
  for (const { id, width, height, pos_category_ids: present = [], neg_category_ids: absent = [] } of json.images) {
    builder.addImage(id, width, height);
    for (const category of present) builder.addLabel(id, category, true);
    for (const category of absent) builder.addLabel(id, category, false);
  }
  for (const { image_id: image, category_id: category, bbox, iscrowd } of json.annotations) {
    const [x, y, width, height] = bbox;
    builder.addBox(image, category, iscrowd === 1, x, y, x + width, y + height);
  }
  return builder.finish(options);
}
