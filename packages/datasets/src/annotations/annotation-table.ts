import type { Annotation } from '@ecm/core';

import type { ByteArena } from './byte-arena.js';
import { unpackSegmentation } from './segmentation-codec.js';

/** Annotations in columns, sorted by image, in file order within an image. Numbers stay as precise as the file's. */
export interface AnnotationTable {
  /** Rows of image i are `first[i]` … `first[i + 1] − 1`; int32 [images + 1]. */
  readonly first: Int32Array;
  readonly ids: Float64Array;
  readonly categoryIds: Int32Array;
  /** `x, y, width, height`; float64 [rows · 4]. */
  readonly boxes: Float64Array;
  readonly areas: Float64Array;
  /** Bit 0 crowd, bit 1 ignore. */
  readonly flags: Uint8Array;
  /** Block, start and length of the packed segmentation, length 0 for none; int32 [rows · 3]. */
  readonly spans: Int32Array;
  readonly segmentations: ByteArena;
}

export const CROWD = 1;
export const IGNORE = 2;

/** @returns row `row` of the table as an object; its mask is unpacked when it is asked for */
export function annotationAt(table: AnnotationTable, row: number): Annotation {
  const { boxes, spans } = table;
  const box: Annotation['box'] = [boxes[row * 4], boxes[row * 4 + 1], boxes[row * 4 + 2], boxes[row * 4 + 3]];
  const facts = {
    id: table.ids[row],
    categoryId: table.categoryIds[row],
    box,
    area: table.areas[row],
    crowd: (table.flags[row] & CROWD) !== 0,
    ignore: (table.flags[row] & IGNORE) !== 0,
  };
  const [block, start, length] = spans.subarray(row * 3, row * 3 + 3);
  if (length === 0) return facts;
  return Object.defineProperty(facts, 'segmentation', {
    enumerable: true,
    get: () => unpackSegmentation(table.segmentations.read({ block, start, length })),
  });
}
