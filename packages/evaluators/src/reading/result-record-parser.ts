import { runLengthsToString } from '@ecm/geometry';

import { readBoxOrNothing } from './annotation-parser.js';
import type { JsonCursor } from './json-cursor.js';
import { readIntegerOrNothing } from './read-integer.js';
import type { ResultFields } from './result-fields.js';
import { CATEGORY_ID, IMAGE_ID, MASK_KEYS, RESULT_KEYS, SCORE, SEGMENTATION } from './result-fields.js';

const [QUOTE, OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE] = [34, 91, 93, 123];

/** Reads one result record with its keys in any order. */
export function parseResultRecord(cursor: JsonCursor, fields: ResultFields): void {
  fields.clear();
  const start = cursor.position;
  cursor.members(RESULT_KEYS, 'a result', (key) => {
    if (key === IMAGE_ID) fields.imageId = readId(cursor);
    else if (key === CATEGORY_ID) fields.categoryId = Number(readId(cursor));
    else if (key === SCORE) fields.score = cursor.numberOrNothing();
    else if (key === SEGMENTATION) readMask(cursor, fields);
    else fields.hasBox = readBoxOrNothing(cursor, fields.box);
  });
  if (Number.isNaN(fields.imageId) || Number.isNaN(fields.categoryId + fields.score)) {
    cursor.fail('this result lacks "image_id", "category_id" or "score".', start);
  }
  if (!fields.hasBox && !fields.hasMask) cursor.fail('this result has neither "bbox" nor a "segmentation" of run lengths.', start);
}

function readId(cursor: JsonCursor): number | bigint {
  if (cursor.peek() === QUOTE) cursor.fail('ids must be numbers here; text ids belong to Open Images.');
  return readIntegerOrNothing(cursor);
}

function readMask(cursor: JsonCursor, fields: ResultFields): void {
  fields.hasMask = false;
  if (cursor.peek() !== OPEN_BRACE) {
    cursor.skip();
    return;
  }
  const has = { size: false, counts: false };
  cursor.members(MASK_KEYS, 'a mask', (key) => {
    if (key === 0) {
      cursor.expect(OPEN_BRACKET, 'a size [height, width]');
      fields.maskHeight = cursor.number();
      cursor.expect(44, '","');
      fields.maskWidth = cursor.number();
      cursor.expect(CLOSE_BRACKET, '"]"');
      has.size = true;
    } else {
      readCounts(cursor, fields);
      has.counts = true;
    }
  });
  fields.hasMask = has.size && has.counts;
}

function readCounts(cursor: JsonCursor, fields: ResultFields): void {
  if (cursor.peek() === QUOTE) {
    fields.setText(cursor.string());
    return;
  }
  const counts: number[] = [];
  if (cursor.enter(OPEN_BRACKET, CLOSE_BRACKET, 'run lengths')) {
    do counts.push(cursor.number());
    while (cursor.more(CLOSE_BRACKET));
  }
  fields.setText(runLengthsToString(Uint32Array.from(counts)));
}
