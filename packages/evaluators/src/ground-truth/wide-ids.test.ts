import fc from 'fast-check';
import { expect, it } from 'vitest';

import { WideIds } from './wide-ids.js';

const wide = fc.oneof(fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n }), fc.bigInt({ min: -(2n ** 64n), max: -(2n ** 53n) }));

it('tells ids beyond 2^53 apart, and sorts them between one another and among smaller ones', () => {
  fc.assert(
    fc.property(fc.uniqueArray(wide, { minLength: 1, maxLength: 20 }), (ids) => {
      const table = new WideIds();
      const first = ids.map((id) => table.add(id));
      expect(new Set(first).size).toBe(ids.length);
      expect(ids.map((id) => table.add(id))).toEqual(first);
      const renumbered = table.sort();
      const after = first.map((standIn) => renumbered.get(standIn) ?? NaN);
      expect(ids.map((id) => table.find(id))).toEqual(after);
      expect(after.map((standIn) => table.idOf(standIn))).toEqual(ids);
      const inOrder = ids.toSorted((a, b) => (a < b ? -1 : 1));
      expect(after.toSorted((a, b) => a - b).map((standIn) => table.idOf(standIn))).toEqual(inOrder);
      for (const [i, id] of ids.entries()) expect(after[i] > Number.MAX_SAFE_INTEGER).toBe(id > 0n);
    }),
  );
});

it('leaves other numbers as they are, and does not know what it was not given', () => {
  const table = new WideIds();
  table.add(2n ** 53n);
  expect([table.idOf(7), table.find(2n ** 53n + 1n)]).toEqual([7, NaN]);
  expect([table.isId(7), table.isId(7.5), table.isId(2 ** 53), table.isId(2 ** 60)]).toEqual([true, false, true, false]);
});
