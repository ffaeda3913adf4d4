import { DataError } from '@ecm/core';

import type { LogRow } from './run-record.js';

/**
 * Reads the text of a log of JSON lines. A last line without an end is left out: the run was killed while writing it.
 *
 * @param file path, for messages
 * @throws DataError if another line is not a JSON object
 */
export function parseLog(text: string, file: string): LogRow[] {
  const lines = text.split('\n');
  const unfinished = lines.pop();
  const rows = lines.flatMap((line, index) => (line.trim() === '' ? [] : [parseRow(line, file, index + 1)]));
  if (unfinished === undefined || unfinished.trim() === '') return rows;
  try {
    return [...rows, parseRow(unfinished, file, lines.length + 1)];
  } catch (error) {
    if (error instanceof DataError) return rows;
    throw error;
  }
}

function parseRow(line: string, file: string, number: number): LogRow {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    row = undefined;
  }
  if (typeof row !== 'object' || row === null) throw new DataError(file, `line ${number}`, 'A log line must be a JSON object.');
  return row as LogRow;
}
