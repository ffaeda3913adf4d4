import type { Category, FrequencyGroup } from '@ecm/core';
import { DataError } from '@ecm/core';

import { renumber } from './record-id.js';
import { shownValue } from './record-text.js';
import type { RawRecord } from './records.js';
import { finiteNumber } from './records.js';

/** A category and the counts that LVIS writes beside it. */
export interface CountedCategory {
  readonly category: Category;
  /** Training images with the class, counted by the makers of the file. */
  readonly imageCount?: number;
  /** Training objects of the class, counted by the makers of the file. */
  readonly instanceCount?: number;
}

/** Reads a category record. @throws DataError without a numeric id and a name */
export function parseCategory(record: RawRecord, file: string, place: string): CountedCategory {
  const id = finiteNumber(record['id']);
  const name = record['name'];
  if (typeof record['id'] === 'bigint') throw new DataError(file, place, `the category id ${record['id']} is beyond 2^53. ${renumber}`);
  if (id === undefined || typeof name !== 'string') {
    throw new DataError(file, place, `a category needs a numeric "id" and a "name", found ${shownValue(record)}.`);
  }
  const frequency = record['frequency'];
  const imageCount = finiteNumber(record['image_count']);
  const instanceCount = finiteNumber(record['instance_count']);
  return {
    category: { id, name, ...(isGroup(frequency) && { frequency }) },
    ...(imageCount !== undefined && { imageCount }),
    ...(instanceCount !== undefined && { instanceCount }),
  };
}

function isGroup(value: unknown): value is FrequencyGroup {
  return value === 'r' || value === 'c' || value === 'f';
}
