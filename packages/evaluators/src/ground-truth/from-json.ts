import { DataError, UserError } from '@ecm/core';
import type { CocoRunLengths, CocoSegmentation } from '@ecm/geometry';
import { runLengthsFromString } from '@ecm/geometry';

import { SegmentationColumn } from '../masks/segmentation-column.js';
import { GroundTruthBuilder } from './ground-truth-builder.js';
import type { GroundTruthTable } from './ground-truth-table.js';
import { CROWD_FLAG, IGNORE_FLAG } from './ground-truth-table.js';
import { pixelsOf } from './run-length-sizes.js';

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
 * @throws DataError for what no file could hold
 */
export function groundTruthFromJson(json: GroundTruthJson, source = 'ground truth'): GroundTruthTable {
  for (const name of ['images', 'annotations', 'categories'] as const) {
    if (!Array.isArray(json[name])) throw new DataError(source, '', `it has no list "${name}".`);
  }
  const builder = new GroundTruthBuilder(source, { segmentations: new SegmentationColumn() });
  for (const category of json.categories) builder.addCategory(category);
  for (const image of json.images) {
    for (const id of image.neg_category_ids ?? []) builder.negative.push(id);
    for (const id of image.not_exhaustive_category_ids ?? []) builder.notExhaustive.push(id);
    builder.addImage(image.id, image.height, image.width);
  }
  json.annotations.forEach((annotation, row) => {
    const { id, image_id: imageId, category_id: categoryId, area } = annotation;
    const where = `annotation number ${row + 1}`;
    if (![id, imageId, categoryId, area].every(isNumber)) {
      throw new DataError(source, where, 'it lacks a number "id", "image_id", "category_id" or "area".');
    }
    const flags = (truthy(annotation.ignore) ? IGNORE_FLAG : 0) | (truthy(annotation.iscrowd) ? CROWD_FLAG : 0);
    builder.annotations.push(id, imageId, categoryId, area, boxOf(annotation.bbox, source, where), flags);
    at(source, where, () => {
      addSegmentation(builder, row, annotation.segmentation);
    });
  });
  return builder.finish();
}

/** A box that is absent has no numbers. */
function boxOf(box: readonly number[] | null | undefined, source: string, where: string): readonly number[] {
  if (box === null || box === undefined || box.length === 0) return [NaN, NaN, NaN, NaN];
  if (box.length !== 4 || !box.every((value) => typeof value === 'number'))
    throw new DataError(source, where, 'a box needs four numbers: x, y, width, height.');
  return box;
}

/** @throws UserError if a segmentation has no form that is known */
function addSegmentation({ segmentations, runLengthSizes }: GroundTruthBuilder, row: number, given: unknown): void {
  const hasCounts = typeof given === 'object' && given !== null && 'counts' in given;
  if (hasCounts) {
    const { counts, size } = given as CocoRunLengths;
    if (typeof counts !== 'string' && !Array.isArray(counts)) throw unknownForm();
    const runs = typeof counts === 'string' ? runLengthsFromString(counts) : counts;
    runLengthSizes.add(row, { pixels: pixelsOf(runs), size });
    segmentations?.addRunLengths(runs);
    return;
  }
  const polygons = given ?? [];
  if (!Array.isArray(polygons) || !polygons.every((polygon) => Array.isArray(polygon) && polygon.every(isNumber))) throw unknownForm();
  for (const polygon of polygons as number[][]) segmentations?.addRing(polygon);
  segmentations?.endPolygons();
}

function unknownForm(): UserError {
  return new UserError('a segmentation is a list of polygons, each a list of numbers, or run lengths { "size", "counts" }.');
}

/** Says where something is wrong. */
function at(source: string, where: string, take: () => void): void {
  try {
    take();
  } catch (error) {
    if (error instanceof UserError) throw new DataError(source, where, error.message);
    throw error;
  }
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && !Number.isNaN(value);
}

function truthy(flag: number | boolean | undefined): boolean {
  return Boolean(flag);
}
