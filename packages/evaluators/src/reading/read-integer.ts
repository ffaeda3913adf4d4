import type { JsonCursor } from './json-cursor.js';

const decoder = new TextDecoder();

/**
 * Takes an integer of any length, to the last digit.
 *
 * @returns a bigint beyond ±(2^53 − 1)
 * @throws DataError for any other number
 */
export function readInteger(cursor: JsonCursor): number | bigint {
  cursor.peek();
  const start = cursor.position;
  const value = cursor.number();
  if (Number.isSafeInteger(value)) return value;
  const text = decoder.decode(cursor.window.bytes.subarray(start, cursor.position));
  if (!/^-?\d+$/u.test(text)) cursor.fail(`the id ${text} is not an integer.`, start);
  return BigInt(text);
}

/** Takes an integer of any length, NaN for `null`. Throws like `readInteger`. */
export function readIntegerOrNothing(cursor: JsonCursor): number | bigint {
  return cursor.nothing() ? NaN : readInteger(cursor);
}
