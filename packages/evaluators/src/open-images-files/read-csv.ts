import { createReadStream } from 'node:fs';

import { DataError } from '@ecm/core';

import { isGzip } from '../node/file-source.js';
import type { RowTaker } from './csv-reader.js';
import { CsvReader } from './csv-reader.js';

/**
 * Reads a csv file of any length row by row, plain or gzip.
 *
 * @param header columns that are wanted, in the order in which `take` numbers them; absent: the file has no header
 * @throws DataError with the row if a column is missing, a row is cut off, or `take` throws a CsvProblem
 */
export async function readCsv(file: string, header: readonly string[] | undefined, take: RowTaker): Promise<void> {
  const reader = new CsvReader({ source: file, take, ...(header === undefined ? {} : { header }) });
  try {
    for await (const chunk of await bytesOf(file)) reader.push(chunk);
    reader.finish();
  } catch (error) {
    // Errors of the stream and of the unpacking have a code.
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new DataError(file, '', `it cannot be read: ${error.message}.`);
  }
}

async function bytesOf(file: string): Promise<AsyncIterable<Uint8Array>> {
  const gzip = isGzip(file);
  const source = createReadStream(file, { highWaterMark: 1 << 19 });
  // Most files are plain.
  return gzip ? source.pipe((await import('node:zlib')).createGunzip()) : source;
}
