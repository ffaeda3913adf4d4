import { readFileSync } from 'node:fs';

import type { FrequencyGroup } from '@ecm/core';
import { DataError } from '@ecm/core';
import { parse } from 'csv-parse/sync';

/** A class and how many objects it has in a training set. */
export interface CountedClass {
  /** Name in the file; the position, from 1, where it has none. */
  readonly name: string;
  readonly frequency?: FrequencyGroup;
  readonly count: number;
}

/** Names under which files keep the count of a class, in the order in which they are looked for. */
const countKeys = ['count', 'instance_count', 'instances', 'objects'] as const;

const forms =
  'A file of counts is JSON (a list of numbers, a list of categories with "instance_count", or an object whose "categories" is such a list) ' +
  `or CSV (one number per line, or columns with a first line of names, one of them ${countKeys.join(', ')}).`;

/**
 * Reads how many objects each class has.
 *
 * @param file JSON, or CSV if its name ends so; categories as LVIS files have them
 * @throws DataError if the file cannot be read, has no counts, a count is not a number from 0 on, or all are 0
 */
export function readClassCounts(file: string): readonly CountedClass[] {
  const entries = /\.(?:csv|tsv|txt)$/iu.test(file) ? csvEntries(file) : jsonEntries(file);
  if (entries.length === 0) throw new DataError(file, '', `it has no counts. ${forms}`);
  const classes = entries.map((entry, index) => countedClass(entry, index, file));
  if (classes.every(({ count }) => count === 0)) throw new DataError(file, '', 'all counts are 0: there is nothing to learn from.');
  return classes;
}

type Entry = Readonly<Record<string, unknown>>;

function jsonEntries(file: string): readonly Entry[] {
  let value: unknown;
  try {
    value = JSON.parse(textOf(file));
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(file, '', `it is not JSON, or it is cut off (${String(error)}). ${forms}`);
  }
  const list = Array.isArray(value) ? value : (value as Entry | null)?.['categories'];
  if (!Array.isArray(list)) throw new DataError(file, '', `it has no list of counts. ${forms}`);
  return list.map((entry: unknown) => (typeof entry === 'object' && entry !== null ? (entry as Entry) : { count: entry }));
}

function csvEntries(file: string): readonly Entry[] {
  const lines = csvLines(file);
  const [first = []] = lines;
  if (first.some((cell) => (countKeys as readonly string[]).includes(cell))) {
    return lines.slice(1).map((cells) => Object.fromEntries(first.map((name, column) => [name, numberOr(cells[column])])));
  }
  return lines.map((cells) => ({ count: cells.length === 1 ? numberOr(cells[0]) : undefined }));
}

function csvLines(file: string): string[][] {
  const text = textOf(file);
  try {
    return parse(text, { bom: true, trim: true, skip_empty_lines: true, delimiter: [',', ';', '\t'] });
  } catch (error) {
    throw new DataError(file, '', `it is not CSV (${error instanceof Error ? error.message : String(error)}). ${forms}`);
  }
}

const numberOr = (cell: string | undefined): unknown =>
  cell === undefined || cell === '' || Number.isNaN(Number(cell)) ? cell : Number(cell);

function countedClass(entry: Entry, index: number, file: string): CountedClass {
  const key = countKeys.find((name) => entry[name] !== undefined);
  const count = key === undefined ? undefined : entry[key];
  if (typeof count !== 'number' || !Number.isFinite(count) || count < 0) {
    const found =
      key === undefined ? `has no count, found ${JSON.stringify(entry).slice(0, 80)}` : `has the ${key} ${JSON.stringify(count)}`;
    throw new DataError(file, `class ${index + 1}`, `it ${found}; a count is a number from 0 on. ${forms}`);
  }
  const { name } = entry;
  const frequency = (['r', 'c', 'f'] as const).find((group) => group === entry['frequency']);
  return {
    name: typeof name === 'string' || typeof name === 'number' ? String(name) : String(index + 1),
    count,
    ...(frequency !== undefined && { frequency }),
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new DataError(file, '', `it cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}).`);
  }
}
