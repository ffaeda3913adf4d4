import { DataError } from '@ecm/core';

import type { SegmentationNumbers } from '../masks/segmentation-numbers.js';
import type { SegmentationColumn } from '../masks/segmentation-column.js';
import { AnnotationColumns } from './annotation-columns.js';
import type { ByteRanges } from './byte-ranges.js';
import { ascendingOrder } from './ascending-order.js';
import type { AnnotationTable, CategoryTable, GroundTruthTable, ImageTable } from './ground-truth-table.js';
import { IdIndex } from './id-index.js';
import { IdListBuilder } from './index-lists.js';
import { RunLengthSizes } from './run-length-sizes.js';
import { WideIds } from './wide-ids.js';

/** A category as files write it. */
export interface CategoryEntry {
  readonly id: number;
  readonly name?: string | undefined;
  readonly frequency?: string | undefined;
}

/** Collects images, categories and annotations in any order and numbers them by ascending id at the end. */
export class GroundTruthBuilder {
  readonly annotations = new AnnotationColumns();
  /** Sizes of the masks that are given as run lengths. */
  readonly runLengthSizes = new RunLengthSizes();
  /** Lists of the image that is being read; `addImage` closes them. */
  readonly negative = new IdListBuilder();
  readonly notExhaustive = new IdListBuilder();
  readonly segmentations: SegmentationColumn | undefined;
  readonly segmentationNumbers: SegmentationNumbers | undefined;
  readonly segmentationRanges: ByteRanges | undefined;
  readonly #source: string;
  readonly #wideIds = new WideIds();
  readonly #imageIds: number[] = [];
  readonly #heights: number[] = [];
  readonly #widths: number[] = [];
  readonly #categories: CategoryEntry[] = [];

  /**
   * @param source file, for messages
   * @param keep where segmentations go, by row: as masks, as numbers, as places in the file, or nowhere
   */
  constructor(source: string, keep: Pick<AnnotationTable, 'segmentations' | 'segmentationNumbers' | 'segmentationRanges'> = {}) {
    this.#source = source;
    this.segmentations = keep.segmentations;
    this.segmentationNumbers = keep.segmentationNumbers;
    this.segmentationRanges = keep.segmentationRanges;
  }

  /** @returns the number by which an id of an image or annotation is handed to this builder */
  idNumber(id: number | bigint): number {
    return typeof id === 'number' ? id : this.#wideIds.add(id);
  }

  /** Adds an image with the lists collected since the last one. */
  addImage(id: number, height: number, width: number): void {
    this.#imageIds.push(id);
    this.#heights.push(height);
    this.#widths.push(width);
    this.negative.endRow();
    this.notExhaustive.endRow();
  }

  addCategory(category: CategoryEntry): void {
    this.#categories.push(category);
  }

  /** @throws DataError if an id occurs twice or is no exact integer, a size is none, or a mask is not one of its image */
  finish(): GroundTruthTable {
    if (this.#wideIds.size > 0) this.#sortWideIds();
    const categories = this.#categoryTable();
    const images = this.#imageTable(categories);
    const annotations = this.#annotationTable(images, categories);
    if (annotations.count > 0 && categories.index.size === 0) {
      throw new DataError(this.#source, '', 'it has annotations, but no categories that say what they show.');
    }
    this.runLengthSizes.check(this.#source, images, annotations);
    return { source: this.#source, images, categories, annotations };
  }

  #sortWideIds(): void {
    const renumbered = this.#wideIds.sort();
    const { count, ids, imageIds } = this.annotations;
    for (const column of [this.#imageIds, ids.subarray(0, count), imageIds.subarray(0, count)]) {
      for (let row = 0; row < column.length; row++) column[row] = renumbered.get(column[row]) ?? column[row];
    }
  }

  #categoryTable(): CategoryTable {
    const sorted = this.#categories.toSorted((a, b) => a.id - b.id);
    const index = new IdIndex(
      Float64Array.from(sorted, ({ id }) => id),
      this.#source,
      'category',
    );
    this.#checkIds(index.ids, 'category');
    return { index, names: sorted.map(({ id, name }) => name ?? String(id)), frequencies: sorted.map(({ frequency }) => frequency) };
  }

  #imageTable(categories: CategoryTable): ImageTable {
    const ids = Float64Array.from(this.#imageIds);
    this.#checkIds(ids, 'image');
    this.#checkSizes();
    const order = ascendingOrder(ids);
    const indexOf = (id: number): number => categories.index.indexOf(id);
    return {
      index: new IdIndex(
        Float64Array.from(order, (row) => ids[row]),
        this.#source,
        'image',
        this.#wideIds,
      ),
      wideIds: this.#wideIds,
      heights: Int32Array.from(order, (row) => this.#heights[row]),
      widths: Int32Array.from(order, (row) => this.#widths[row]),
      negative: this.negative.finish(order, indexOf),
      notExhaustive: this.notExhaustive.finish(order, indexOf),
    };
  }

  #annotationTable(images: ImageTable, categories: CategoryTable): AnnotationTable {
    const { count, ids, imageIds, categoryIds, areas, boxes, flags } = this.annotations;
    this.#checkIds(ids.subarray(0, count), 'annotation');
    this.#refuseRepeatedIds(ids.subarray(0, count));
    if (this.#wideIds.size > 0) for (let row = 0; row < count; row++) ids[row] = Number(this.#wideIds.idOf(ids[row]));
    return {
      count,
      ids: ids.subarray(0, count),
      images: positionsOf(imageIds, count, images.index),
      categories: positionsOf(categoryIds, count, categories.index),
      areas: areas.subarray(0, count),
      boxes: boxes.subarray(0, 4 * count),
      flags: flags.subarray(0, count),
      ...(this.segmentations === undefined ? {} : { segmentations: this.segmentations }),
      ...(this.segmentationNumbers === undefined ? {} : { segmentationNumbers: this.segmentationNumbers }),
      ...(this.segmentationRanges === undefined ? {} : { segmentationRanges: this.segmentationRanges }),
    };
  }

  #checkIds(ids: Float64Array, kind: string): void {
    for (let row = 0; row < ids.length; row++) {
      if (this.#wideIds.isId(ids[row])) continue;
      throw new DataError(
        this.#source,
        `${kind} number ${row + 1}`,
        `its id ${ids[row]} is not an integer of at most 2^53 − 1, so it cannot be told apart from its neighbours. Renumber the ids.`,
      );
    }
  }

  #checkSizes(): void {
    this.#imageIds.forEach((id, row) => {
      const [height, width] = [this.#heights[row], this.#widths[row]];
      if (isLength(height) && isLength(width)) return;
      throw new DataError(this.#source, `image ${this.#wideIds.idOf(id)}`, `its size ${height} × ${width} is not one of whole pixels.`);
    });
  }

  #refuseRepeatedIds(ids: Float64Array): void {
    let ascending = true;
    for (let i = 1; ascending && i < ids.length; i++) ascending = ids[i] > ids[i - 1];
    if (ascending) return;
    const sorted = ids.toSorted();
    for (let i = 1; i < sorted.length; i++) {
      if (sorted[i] === sorted[i - 1]) {
        throw new DataError(
          this.#source,
          `annotation ${this.#wideIds.idOf(sorted[i])}`,
          'this id occurs twice; every annotation needs an id of its own.',
        );
      }
    }
  }
}

function isLength(pixels: number): boolean {
  return Number.isInteger(pixels) && pixels >= 0 && pixels < 2 ** 31;
}

/** @returns the position of each id; its array takes the place of the ids, which are lost */
function positionsOf(ids: Float64Array, count: number, index: IdIndex): Int32Array {
  const positions = new Int32Array(ids.buffer, 0, count);
  for (let row = 0; row < count; row++) positions[row] = index.indexOf(ids[row]);
  return positions;
}
