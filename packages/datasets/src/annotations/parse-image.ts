import type { ImageRecord } from '@ecm/core';
import { DataError } from '@ecm/core';

import { renumber } from './record-id.js';
import { shownValue } from './record-text.js';
import type { RawRecord } from './records.js';
import { finiteNumber, numberList } from './records.js';

/** Finds the path of an image below the image root from its record; undefined if the record does not say. */
export type FileNameRule = (image: RawRecord) => string | undefined;

/**
 * Reads an image record.
 *
 * @throws DataError if id, size or file name is missing: without them nothing about the image can be used
 */
export function parseImage(record: RawRecord, fileNameOf: FileNameRule, file: string, place: string): ImageRecord {
  const id = finiteNumber(record['id']);
  if (typeof record['id'] === 'bigint') throw new DataError(file, place, `the image id ${record['id']} is beyond 2^53. ${renumber}`);
  if (id === undefined) throw new DataError(file, place, `an image needs a numeric "id", found ${shownValue(record['id'])}. ${renumber}`);
  const where = `image ${id}`;
  const [width, height] = [positiveInteger(record['width']), positiveInteger(record['height'])];
  if (width === undefined || height === undefined) {
    const found = `${shownValue(record['width'])} x ${shownValue(record['height'])}`;
    throw new DataError(file, where, `"width" and "height" must be positive whole numbers, found ${found}.`);
  }
  const fileName = fileNameOf(record);
  if (fileName === undefined) throw new DataError(file, where, 'the record has neither "file_name" nor "coco_url"; add one of them.');
  return {
    id,
    fileName,
    width,
    height,
    negativeCategoryIds: numberList(record['neg_category_ids']),
    notExhaustiveCategoryIds: numberList(record['not_exhaustive_category_ids']),
    ...(Array.isArray(record['pos_category_ids']) && { positiveCategoryIds: numberList(record['pos_category_ids']) }),
  };
}

function positiveInteger(value: unknown): number | undefined {
  const number = finiteNumber(value);
  return number !== undefined && Number.isInteger(number) && number > 0 ? number : undefined;
}
