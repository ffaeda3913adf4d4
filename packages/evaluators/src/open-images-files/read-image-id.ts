import type { ImageId } from '../open-images/open-images-table-builder.js';
import type { JsonCursor } from '../reading/json-cursor.js';

const QUOTE = 34;
const decoder = new TextDecoder();

/** Takes the id of an image: a text, or an integer of any length, to the last digit. */
export function readImageId(cursor: JsonCursor): ImageId {
  if (cursor.peek() === QUOTE) return cursor.string();
  const start = cursor.position;
  const value = cursor.number();
  if (Number.isSafeInteger(value)) return value;
  const text = decoder.decode(cursor.window.bytes.subarray(start, cursor.position));
  if (!/^-?\d+$/u.test(text)) cursor.fail(`the id ${text} is neither a text nor an integer.`, start);
  return BigInt(text);
}
