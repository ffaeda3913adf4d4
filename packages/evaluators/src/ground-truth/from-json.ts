import type { CocoSegmentation } from '@ecm/geometry';
import { runLengthsFromString } from '@ecm/geometry';

import { SegmentationColumn } from '../masks/segmentation-column.js';
import { GroundTruthBuilder } from './ground-truth-builder.js';
import type { GroundTruthTable } from './ground-truth-table.js';
import { CROWD_FLAG, IGNORE_FLAG } from './ground-truth-table.js';

/** Annotation file of LVIS or COCO as parsed JSON; fields that evaluation does not read are left out. */
export interface GroundTruthJson {
  readonly images: readonly {
    readonly id: number;
    readonly height: number;
    readonly width: number;
    readonly neg_category_ids?: readonly number[];
    readonly not_exhaustive_category_ids?: readonly number[];
  }[];
  readonly categories: readonly { readonly id: number; readonly name?: string; readonly frequency?: string }[];
  readonly annotations: readonly {
    readonly id: number;
    readonly image_id: number;
    readonly category_id: number;
    readonly bbox: readonly number[];
    readonly area: number;
    readonly segmentation?: CocoSegmentation;
    readonly ignore?: number | boolean;
    readonly iscrowd?: number | boolean;
  }[];
}

/**
 * Puts a parsed annotation file into columns, masks included.
 *
 * @param source name of the file, for messages
 */
export function groundTruthFromJson(json: GroundTruthJson, source = 'ground truth'): GroundTruthTable {
  const builder = new GroundTruthBuilder(source, { segmentations: new SegmentationColumn() });
  for (const category of json.categories) builder.addCategory(category);
  for (const image of json.images) {
    for (const id of image.neg_category_ids ?? []) builder.negative.push(id);
    for (const id of image.not_exhaustive_category_ids ?? []) builder.notExhaustive.push(id);
    builder.addImage(image.id, image.height, image.width);
  }
  for (const annotation of json.annotations) {
    const flags = (truthy(annotation.ignore) ? IGNORE_FLAG : 0) | (truthy(annotation.iscrowd) ? CROWD_FLAG : 0);
    builder.annotations.push(annotation.id, annotation.image_id, annotation.category_id, annotation.area, annotation.bbox, flags);
    addSegmentation(builder.segmentations, annotation.segmentation);
  }
  return builder.finish();
}

function addSegmentation(column: SegmentationColumn | undefined, segmentation: CocoSegmentation | undefined): void {
  if (column === undefined) return;
  if (segmentation === undefined || !('counts' in segmentation)) {
    for (const polygon of segmentation ?? []) column.addRing(polygon);
    column.endPolygons();
    return;
  }
  const { counts } = segmentation;
  column.addRunLengths(typeof counts === 'string' ? runLengthsFromString(counts) : counts);
}

function truthy(flag: number | boolean | undefined): boolean {
  return Boolean(flag);
}
