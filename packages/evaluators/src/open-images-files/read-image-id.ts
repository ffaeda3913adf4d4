import type { ImageId } from '../open-images/open-images-table-builder.js';
import type { JsonCursor } from '../reading/json-cursor.js';
import { readInteger } from '../reading/read-integer.js';

const QUOTE = 34;

/** Takes the id of an image: a text, or an integer of any length, to the last digit. */
export function readImageId(cursor: JsonCursor): ImageId {
  if (cursor.peek() === QUOTE) return cursor.string();
  return readInteger(cursor);
}

/** Takes the id of an image, undefined for `null`. */
export function readImageIdOrNothing(cursor: JsonCursor): ImageId | undefined {
  return cursor.nothing() ? undefined : readImageId(cursor);
}
