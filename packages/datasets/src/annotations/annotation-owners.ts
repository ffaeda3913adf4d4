import { DataError } from '@ecm/core';

import { Column } from './column.js';
import type { ProblemLog } from './data-report.js';
import type { ParsedAnnotation } from './parse-annotation.js';
import { problemKinds } from './problem-kinds.js';

/** Annotations of known images and classes, sorted by image. */
export interface OwnedRows {
  /** Row in file order of each of them. */
  readonly rows: Int32Array;
  /** Those of image i are `first[i]` … `first[i + 1] − 1`; int32 [images + 1]. */
  readonly first: Int32Array;
  readonly ids: Float64Array;
  readonly categoryIds: Int32Array;
}

/** Id, image and class of annotations in file order, whatever the order of the file's sections. */
export class AnnotationOwners {
  readonly #imageIds = new Column(new Float64Array());
  readonly #ids = new Column(new Float64Array());
  readonly #categoryIds = new Column(new Int32Array());

  add({ id, imageId, categoryId }: Pick<ParsedAnnotation, 'id' | 'imageId' | 'categoryId'>): void {
    this.#imageIds.push(imageId);
    this.#ids.push(id ?? this.#ids.size + 1);
    this.#categoryIds.push(categoryId);
  }

  /** @throws DataError if an id occurs twice */
  refuseDoubles(file: string): void {
    const ids = this.#ids.finish().toSorted();
    for (let i = 1; i < ids.length; i++) {
      if (ids[i] === ids[i - 1]) throw new DataError(file, `annotation ${ids[i]}`, `the id occurs twice. ${RENUMBER}`);
    }
  }

  /**
   * Sorts by image; rows of unknown images or categories are left out and counted. A counting sort: stable, linear.
   *
   * @param indexOfImage position of an image by its id
   */
  finish(indexOfImage: ReadonlyMap<number, number>, known: ReadonlySet<number>, log: ProblemLog): OwnedRows {
    const imageIds = this.#imageIds.finish();
    const [ids, categoryIds] = [this.#ids.finish(), this.#categoryIds.finish()];
    const owners = new Int32Array(imageIds.length).fill(-1);
    const first = new Int32Array(indexOfImage.size + 1);
    for (let row = 0; row < owners.length; row++) {
      const index = indexOfImage.get(imageIds[row]);
      if (index === undefined) log.note(problemKinds.unknownImage, `annotation ${ids[row]} (image ${imageIds[row]})`);
      else if (!known.has(categoryIds[row]))
        log.note(problemKinds.unknownCategory, `annotation ${ids[row]} (category ${categoryIds[row]})`);
      else first[(owners[row] = index) + 1]++;
    }
    for (let i = 1; i < first.length; i++) first[i] += first[i - 1];
    const next = first.slice();
    const rows = new Int32Array(first[first.length - 1]);
    for (let row = 0; row < owners.length; row++) if (owners[row] >= 0) rows[next[owners[row]]++] = row;
    return { rows, first, ids: pickRows(ids, rows), categoryIds: pickRows(categoryIds, rows) };
  }
}

/** @returns some rows of a column, in their order. @param width numbers of a row */
export function pickRows<Values extends Float64Array | Int32Array | Uint8Array>(values: Values, rows: Int32Array, width = 1): Values {
  const picked = new (values.constructor as new (length: number) => Values)(rows.length * width);
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < width; j++) picked[i * width + j] = values[rows[i] * width + j];
  }
  return picked;
}

const RENUMBER = 'Ids must be unique: `ecm data verify` lists all of them, `ecm data merge` renumbers.';
