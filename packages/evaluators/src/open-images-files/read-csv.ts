import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import { DataError } from '@ecm/core';

import { isGzip } from '../node/file-source.js';

/** Which columns of a csv file are read. */
export interface CsvColumns {
  /** Names in the first line; absent: the file has no such line, and fields are counted. */
  readonly header?: readonly string[];
  /** Columns that may be missing; their fields are empty then. */
  readonly optional?: readonly string[];
}

/**
 * Reads a csv file of any length row by row, plain or gzip.
 *
 * @param take receives the wanted fields of a row (all of them without `header`) and the number of its line
 * @throws DataError with the line if a column is missing, a row is cut off, or `take` throws a CsvProblem
 */
export async function readCsv(
  file: string,
  { header, optional = [] }: CsvColumns,
  take: (fields: readonly string[], line: number) => void,
): Promise<void> {
  // Loaded here, because evaluations by other protocols read no csv and should start at once.
  const { CsvError, parse } = await import('csv-parse');
  const parser = parse({ bom: true, skip_empty_lines: true, relax_column_count: true, relax_quotes: true });
  let places: number[] | undefined;
  let line = 0;
  parser.on('readable', () => {
    for (let row = parser.read() as string[] | null; row !== null; row = parser.read() as string[] | null) {
      line++;
      try {
        if (header === undefined) take(row, line);
        else if (places === undefined) places = findColumns(row, header, optional);
        else take(pick(row, places), line);
      } catch (error) {
        parser.destroy(error instanceof CsvProblem ? new DataError(file, `row ${line}`, error.message) : (error as Error));
        return;
      }
    }
  });
  const gzip = isGzip(file);
  try {
    const source = createReadStream(file);
    await (gzip ? pipeline(source, createGunzip(), parser) : pipeline(source, parser));
  } catch (error) {
    if (error instanceof DataError || !(error instanceof Error)) throw error;
    throw new DataError(file, error instanceof CsvError ? `row ${line + 1}` : '', `cannot be read as csv: ${error.message}.`);
  }
  if (line === 0) throw new DataError(file, '', 'the file is empty.');
}

/** What is wrong with a row; `readCsv` adds the place. */
export class CsvProblem extends Error {
  override readonly name = 'CsvProblem';
}

/** @returns a field as a number @throws CsvProblem if it is none */
export function csvNumber(text: string, column: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new CsvProblem(`"${text}" in the column ${column} is not a number.`);
  return value;
}

function findColumns(found: readonly string[], header: readonly string[], optional: readonly string[]): number[] {
  const missing = header.filter((column) => !found.includes(column));
  if (missing.length > 0) throw new CsvProblem(`the columns ${missing.join(', ')} are missing; found ${found.join(', ')}.`);
  return [...header, ...optional].map((column) => found.indexOf(column));
}

function pick(row: readonly string[], places: readonly number[]): readonly string[] {
  return places.map((place) => {
    if (place < 0) return '';
    if (place >= row.length) throw new CsvProblem(`it has only ${row.length} fields. Is it cut off?`);
    return row[place];
  });
}
