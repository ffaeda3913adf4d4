import fc from 'fast-check';
import { expect, it } from 'vitest';

import { SpanLists } from './span-lists.js';

const ROWS = 30;
const rowSets = fc.uniqueArray(fc.nat(ROWS - 1), { maxLength: ROWS });

/** Spans `start, end` of a set of rows. */
function spansOf(rows: readonly number[]): { starts: Int32Array; ends: Int32Array } {
  const has = new Set(rows);
  const all = Array.from({ length: ROWS }, (_, row) => row);
  const starts = all.filter((row) => has.has(row) && !has.has(row - 1));
  const ends = all.filter((row) => has.has(row) && !has.has(row + 1)).map((row) => row + 1);
  return { starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
}

function rowsOf(lists: SpanLists, list: number): number[] {
  const rows: number[] = [];
  for (let i = lists.begin(list); i < lists.end(list); i += 2) {
    for (let row = lists.bounds[i]; row < lists.bounds[i + 1]; row++) rows.push(row);
  }
  return rows;
}

function push(lists: SpanLists, rows: readonly number[], margin = 0): void {
  const { starts, ends } = spansOf(rows);
  lists.pushShortened(starts, ends, 0, starts.length, margin);
}

it('intersects, shortens and copies lists as sets of rows', () => {
  fc.assert(
    fc.property(rowSets, rowSets, fc.nat(3), (a, b, margin) => {
      const lists = new SpanLists(1, 1);
      push(lists, a);
      push(lists, b, margin);
      lists.pushIntersection(lists, 0, lists, 1);
      lists.pushCopy(lists, 2);
      const inner = b.filter((row) => Array.from({ length: 2 * margin + 1 }, (_, i) => row - margin + i).every((near) => b.includes(near)));
      const common = a.filter((row) => inner.includes(row)).sort((x, y) => x - y);
      expect(rowsOf(lists, 0)).toEqual([...a].sort((x, y) => x - y));
      expect(rowsOf(lists, 1)).toEqual(inner.sort((x, y) => x - y));
      expect(rowsOf(lists, 2)).toEqual(common);
      expect(rowsOf(lists, 3)).toEqual(common);
    }),
  );
});

it('starts anew after it has been cleared', () => {
  const lists = new SpanLists(1, 1);
  push(lists, [1, 2, 5]);
  lists.clear();
  push(lists, [7]);
  expect(rowsOf(lists, 0)).toEqual([7]);
});
