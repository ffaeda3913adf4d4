import { expect, it } from 'vitest';

import { ByteArena } from './byte-arena.js';
import { Column } from './column.js';

it('ByteArena gives back short and very long strings in any order', () => {
  const arena = new ByteArena();
  const lengths = [3, 4 << 20, 0, (4 << 20) + 1, 7, (4 << 20) - 5, 9];
  const strings = lengths.map((length, i) => new Uint8Array(length).fill(i + 1));
  const spans = strings.map((bytes) => arena.append(bytes));
  for (const i of [6, 3, 0, 5, 2, 1, 4]) expect(Buffer.compare(arena.read(spans[i]), strings[i])).toBe(0);
});

it('Column keeps all numbers while it grows', () => {
  const column = new Column(new Float64Array());
  for (let i = 0; i < 5000; i++) column.push(i / 2);
  expect(column.size).toBe(5000);
  expect(column.finish()).toEqual(Float64Array.from({ length: 5000 }, (_, i) => i / 2));
});
