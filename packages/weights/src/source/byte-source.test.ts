import { expect, it } from 'vitest';

import { bytesSource } from './byte-source.js';

it('reads pieces and refuses what is not there', () => {
  const source = bytesSource(Uint8Array.of(1, 2, 3, 4), 'a.bin');
  expect(source.size).toBe(4);
  expect([...source.read(1, 2)]).toEqual([2, 3]);
  expect([...source.read(4, 0)]).toEqual([]);
  for (const [offset, length] of [
    [3, 2],
    [-1, 2],
    [0, -1],
    [0, 2 ** 53],
    [0.5, 1],
  ] as const) {
    expect(() => source.read(offset, length)).toThrow('a.bin: bytes');
  }
});
