import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { ByteWindow } from '../reading/byte-window.js';
import type { RowTaker } from './csv-reader.js';
import { CsvReader } from './csv-reader.js';
import { TextIndex } from './text-index.js';

const encoder = new TextEncoder();

/** Reads a text that arrives in pieces of `piece` bytes, through a window that has to be refilled and to grow. */
function pass(text: string, header: readonly string[] | undefined, take: RowTaker, piece = 7): void {
  const bytes = encoder.encode(text);
  const options = { source: 'some.csv', take, window: new ByteWindow(undefined, 16) };
  const reader = new CsvReader({ ...options, ...(header === undefined ? {} : { header }) });
  for (let at = 0; at < bytes.length; at += piece) reader.push(bytes.subarray(at, at + piece));
  reader.finish();
}

function read(text: string, header?: readonly string[], piece = 7): string[][] {
  const rows: string[][] = [];
  const take: RowTaker = (row) => {
    rows.push(Array.from({ length: header?.length ?? row.length }, (_, column) => row.text(column)));
  };
  pass(text, header, take, piece);
  return rows;
}

const fields = fc.oneof(
  fc.constantFrom('', '0', '1', '/m/01g317', 'a b', 'Café', 'a,b', 'say "hello"', '"', '""', 'two\nlines', '\r\n', '\0'),
  fc.string({ unit: fc.constantFrom('a', '7', ',', '"', '\n', '\r', 'é', '☃', ' ') }),
);
const quoted = (field: string): string => `"${field.replaceAll('"', '""')}"`;
const plain = (field: string): boolean => !/[",\r\n]/u.test(field);

it('reads tables as csv-parse does, whatever is in quotes and however lines end', () => {
  const tables = fc.array(fc.array(fc.tuple(fields, fc.boolean()), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(tables, fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), fc.boolean(), (table, end, last, mark) => {
      const lines = table.map((row) => row.map(([field, bare]) => (bare && plain(field) ? field : quoted(field))).join(','));
      const text = (mark ? '\uFEFF' : '') + lines.join(end) + (last ? end : '');
      fc.pre(lines.some((line) => line !== ''));
      const options = { bom: true, skip_empty_lines: true, relax_column_count: true, record_delimiter: end };
      expect(read(text)).toEqual(parse(text, options));
    }),
  );
});

it('takes quotes as characters where they do not enclose a field', () => {
  const text = '/m/1,6" ruler\n/m/2,"big" dog\n';
  expect(read(text)).toEqual([
    ['/m/1', '6" ruler'],
    ['/m/2', '"big" dog'],
  ]);
  expect(parse(text, { relax_quotes: true })).toEqual(read(text));
});

it('finds columns by name, in any order', () => {
  expect(read('c,a,b\n3,1,2\n6,4,5', ['a', 'c'])).toEqual([
    ['1', '3'],
    ['4', '6'],
  ]);
});

it('reads numbers as JavaScript does, to the last bit', () => {
  const texts = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value.toFixed(6)),
    fc.double({ min: 0, max: 1, noNaN: true }).map((value) => String(Math.fround(value))),
    fc.constantFrom(' 1', '1 ', '+1', '.5', '1.', '-0', '1e-05', '007'),
  );
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1 }), (column) => {
      const values: number[] = [];
      pass(['n', ...column].join('\n'), ['n'], (row) => values.push(row.number(0)));
      expect(values).toEqual(column.map(Number));
    }),
  );
});

it.each([
  ['', 'some.csv: the file is empty.'],
  ['a\n"1', 'some.csv, row 1: it cannot be read as csv: the quote that opens field 1 is not closed.'],
  ['b,c\n1,2', 'some.csv, row 1: the columns a are missing; found b, c.'],
  ['b,a\n1,2\n3\n', 'some.csv, row 3: it has only 1 fields. Is it cut off?'],
])('refuses %j', (text, message) => {
  expect(() => read(text, ['a'])).toThrow(message);
});

it.each(['', ' ', 'x', '1x', '1.2.3', 'NaN', '1e999', '-'])('says that "%s" is no number', (text) => {
  const parse = (): void => {
    pass(`n,m\n${text},1\n`, ['n', 'm'], (row) => row.number(0));
  };
  expect(parse).toThrow(`some.csv, row 2: "${text}" in the column n is not a number.`);
});

it('finds texts by their bytes, the first of equal ones', () => {
  const index = new TextIndex([
    ['/m/1', 5],
    ['say "hello"', 6],
    ['/m/1', 7],
    ['', 8],
  ]);
  const found: number[] = [];
  const text = 'id,n\n/m/1,0\n"/m/1",0\n"say ""hello""",0\n/m/2,0\n,0\n/m/1,0\n';
  pass(text, ['id', 'n'], (row) => found.push(row.find(0, index)));
  expect(found).toEqual([5, 5, 6, -1, 8, 5]);
  expect(new TextIndex([]).find(encoder.encode('a'), 0, 1)).toBe(-1);
});
