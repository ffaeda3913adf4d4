import { DataError } from '@ecm/core';

import { parseExactly } from './record-text.js';
import type { RawRecord } from './records.js';
import { isRecord } from './records.js';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Parses the bytes of one record; integers beyond 2^53 come as bigint. @throws DataError if they are not UTF-8 or not a JSON object */
export function parseRecord(bytes: Uint8Array, file: string, place: string): RawRecord {
  const text = textOf(bytes, file, place);
  const record = parse(text, file, place, LONG_INTEGER.test(text) ? parseExactly : JSON.parse);
  if (isRecord(record)) return record;
  throw new DataError(file, place, `expected an object, found ${text.slice(0, 40)}.`);
}

/** Numbers of so many digits may be beyond 2^53; digits behind a point do not count. */
const LONG_INTEGER = /(?<![\d.])\d{16,}(?=\s*[,\]}])/u;

function parse(text: string, file: string, place: string, parser: (text: string) => unknown): unknown {
  try {
    return parser(text);
  } catch (cause) {
    if (/[[:,]\s*-?(?:NaN|Infinity)\b/u.test(text))
      throw new DataError(file, place, 'holds NaN or Infinity, which JSON does not know. Remove the record or correct the number.');
    throw new DataError(file, place, `is not JSON (${cause instanceof Error ? cause.message : 'syntax error'}).`);
  }
}

/** @returns the text of some bytes of a file. @throws DataError if they are not UTF-8 */
export function textOf(bytes: Uint8Array, file: string, place: string): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new DataError(file, place, 'the text is not UTF-8. Convert the file first (iconv -f LATIN1 -t UTF-8).');
  }
}
