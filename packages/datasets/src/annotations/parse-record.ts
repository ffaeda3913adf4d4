import { DataError } from '@ecm/core';

import type { RawRecord } from './records.js';
import { isRecord } from './records.js';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Parses the bytes of one record. @throws DataError if they are not UTF-8 or not a JSON object */
export function parseRecord(bytes: Uint8Array, file: string, place: string): RawRecord {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new DataError(file, place, 'the text is not UTF-8. Convert the file first (iconv -f LATIN1 -t UTF-8).');
  }
  const record = parse(text, file, place);
  if (isRecord(record)) return record;
  throw new DataError(file, place, `expected an object, found ${text.slice(0, 40)}.`);
}

function parse(text: string, file: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DataError(file, place, `is not JSON (${cause instanceof Error ? cause.message : 'syntax error'}).`);
  }
}
