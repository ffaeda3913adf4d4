import { DataError } from '@ecm/core';
import { runLengthsToString } from '@ecm/geometry';

import { pixelsOf } from '../ground-truth/run-length-sizes.js';

/** A result as a program hands it over, which may hold anything. */
interface UncheckedRecord {
  readonly image_id: unknown;
  readonly category_id: unknown;
  readonly score: unknown;
  readonly bbox?: unknown;
  readonly segmentation?: unknown;
}

/** What a result holds, as far as an evaluation reads it. */
interface CheckedRecord {
  readonly box: readonly number[] | undefined;
  readonly mask: { readonly height: number; readonly width: number; readonly counts: Uint8Array } | undefined;
}

/**
 * Takes what a result file could hold: `null` is the absence of a member, and only run lengths are masks of results.
 *
 * @param where which result, for messages
 * @throws DataError if a member is missing or of another kind
 */
export function checkedRecord(record: UncheckedRecord, where: string): CheckedRecord {
  if (!isNumber(record.image_id) || !isNumber(record.category_id) || !isNumber(record.score)) {
    throw new DataError('detections', where, 'this result lacks a number "image_id", "category_id" or "score".');
  }
  const checked = { box: boxOf(record.bbox, where), mask: maskOf(record.segmentation, where) };
  if (checked.box === undefined && checked.mask === undefined) {
    throw new DataError('detections', where, 'this result has neither "bbox" nor a "segmentation" of run lengths.');
  }
  return checked;
}

function boxOf(box: unknown, where: string): readonly number[] | undefined {
  if (box === undefined || box === null) return undefined;
  const numbers = Array.from(box as ArrayLike<unknown>);
  if (numbers.length === 0) return undefined;
  if (numbers.length === 4 && numbers.every(isNumber)) return numbers;
  throw new DataError('detections', where, 'a box needs four numbers: x, y, width, height.');
}

function maskOf(segmentation: unknown, where: string): CheckedRecord['mask'] {
  if (typeof segmentation !== 'object' || segmentation === null) return undefined;
  const { size, counts } = segmentation as { size?: unknown; counts?: unknown };
  if (size === undefined || counts === undefined) return undefined;
  if (!Array.isArray(size) || size.length !== 2 || !size.every(isNumber)) {
    throw new DataError('detections', where, 'a mask needs its "size" as [height, width].');
  }
  return { height: size[0], width: size[1], counts: new TextEncoder().encode(typeof counts === 'string' ? counts : coded(counts, where)) };
}

function coded(counts: unknown, where: string): string {
  if (Array.isArray(counts) && !Number.isNaN(pixelsOf(counts as number[]))) return runLengthsToString(Uint32Array.from(counts as number[]));
  throw new DataError('detections', where, 'the "counts" of a mask must be a text or a list of whole numbers.');
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && !Number.isNaN(value);
}
