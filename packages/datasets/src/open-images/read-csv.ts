import { pipeline } from 'node:stream/promises';

import { DataError } from '@ecm/core';
import { CsvError, parse } from 'csv-parse';

import { fileBytes } from '../node/file-bytes.js';
import { reasonOf } from '../node/reason-of.js';

/** A row of a csv file by the names of its columns. */
export type CsvRow = Readonly<Record<string, string>>;

/** What is wrong with a row; `readCsv` adds the place. */
export class CsvProblem extends Error {
  override readonly name = 'CsvProblem';
}

/**
 * Reads a csv file of any length row by row, plain or gzip.
 *
 * @param columns names that the first line must have; or `names` for a file without such a line
 * @param take receives each row and its number, 1 for the first line
 * @throws DataError with the row if the file is damaged or `take` throws a CsvProblem
 */
export async function readCsv(
  file: string,
  columns: readonly string[] | { readonly names: readonly string[] },
  take: (row: CsvRow, number: number) => void,
): Promise<void> {
  const named = 'names' in columns;
  let number = named ? 0 : 1;
  let hasHeader = named;
  const header = (found: string[]): string[] => {
    hasHeader = true;
    const missing = named ? [] : columns.filter((column) => !found.includes(column));
    if (missing.length > 0) throw new DataError(file, 'row 1', `the columns ${missing.join(', ')} are missing; found ${found.join(', ')}.`);
    return found;
  };
  const parser = parse({ bom: true, columns: named ? [...columns.names] : header, relax_column_count: named, skip_empty_lines: true });
  parser.on('readable', () => {
    for (let row = parser.read() as CsvRow | null; row !== null; row = parser.read() as CsvRow | null) {
      number++;
      try {
        take(row, number);
      } catch (error) {
        parser.destroy(error instanceof CsvProblem ? new DataError(file, `row ${number}`, error.message) : (error as Error));
        return;
      }
    }
  });
  try {
    await pipeline(fileBytes(file), parser);
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(file, error instanceof CsvError ? `row ${number + 1}` : '', `cannot be read as csv (${reasonOf(error)}).`);
  }
  if (!hasHeader) throw new DataError(file, '', 'the file is empty; expected a first line with the names of the columns.');
}

/** @returns a field as a number @throws CsvProblem if it is none */
export function csvNumber(row: CsvRow, column: string): number {
  const text = row[column];
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new CsvProblem(`"${text}" in the column ${column} is not a number.`);
  return value;
}

/** @returns a line of csv; fields with commas, quotes or line breaks are put in quotes */
export function csvLine(fields: readonly (string | number)[]): string {
  const quoted = fields.map(String).map((field) => (/[",\r\n]/u.test(field) ? `"${field.replaceAll('"', '""')}"` : field));
  return `${quoted.join(',')}\n`;
}
