import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { runLengthsFromBytes, runLengthsFromString, runLengthsToString } from './run-length-string.js';

describe('run-length string', () => {
  // Second place of a two-element list: written without a difference. Characters: maskApi.c's rleToString.
  it.each([
    [0, '0'],
    [1, '1'],
    [7, '7'],
    [15, '?'],
    [16, '`0'],
    [31, 'o0'],
    [32, 'P1'],
    [100, 'T3'],
    [511, 'o?'],
    [512, 'P`0'],
    [1000, 'Xo0'],
    [307200, 'PP\\9'],
  ])('writes %i as %s', (count, text) => {
    expect(runLengthsToString(Uint32Array.of(count))).toBe(text);
    expect([...runLengthsFromString(text)]).toEqual([count]);
  });

  it.each([
    [-1, 'O'],
    [-5, 'K'],
    [-16, '@'],
    [-17, '_O'],
    [-32, 'PO'],
    [-33, 'oN'],
    [-512, 'P@'],
    [-1000, 'hPO'],
  ])('writes a difference of %i as %s', (difference, text) => {
    const counts = Uint32Array.of(0, 2000, 0, 2000 + difference);
    // 2000 = 16 + 30 · 32 + 1 · 1024: the characters 48 + 32 + 16, 48 + 32 + 30, 48 + 1.
    expect(runLengthsToString(counts)).toBe(`0\`n10${text}`);
    expect(runLengthsFromString(`0\`n10${text}`)).toEqual(counts);
  });

  it('writes a square of side 40 in 100 × 100 with differences of 0', () => {
    const counts = [2020, ...Array.from({ length: 39 }, () => [40, 60]).flat(), 40, 4040];
    expect(runLengthsToString(Uint32Array.from(counts))).toBe(`To1X1l1${'0'.repeat(77)}\\l3`);
  });

  it('agrees with pycocotools on all golden masks', () => {
    const polygons = JSON.parse(
      readFileSync(new URL('../../../testing/goldens/evaluation/rle/polygons.json', import.meta.url), 'utf8'),
    ) as { merged: { string: string; counts: number[] } }[];
    expect(polygons.length).toBeGreaterThan(0);
    for (const { merged } of polygons) {
      expect(runLengthsToString(Uint32Array.from(merged.counts))).toBe(merged.string);
      expect([...runLengthsFromString(merged.string)]).toEqual(merged.counts);
    }
  });

  it('reads back any counts that it wrote', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2 ** 31 - 1 })), (list) => {
        const counts = Uint32Array.from(list);
        expect(runLengthsFromString(runLengthsToString(counts))).toEqual(counts);
      }),
    );
  });

  it('reads a string inside a larger buffer', () => {
    const bytes = new TextEncoder().encode('"7330005"');
    expect([...runLengthsFromBytes(bytes, 1, bytes.length - 1)]).toEqual([7, 3, 3, 3, 3, 3, 8]);
  });

  it('refuses text that is not of the code', () => {
    expect(() => runLengthsFromString('73 3')).toThrowErrorMatchingInlineSnapshot(
      `[UserError: Run-length string has a character that does not fit at position 2 (code 32): allowed are the codes 48 to 111, at most seven for one number. Is this a compressed COCO mask?]`,
    );
    expect(() => runLengthsFromString('7é')).toThrow('position 1');
    expect(() => runLengthsFromString('oooooooooo0')).toThrow('at most seven');
  });

  it('refuses text that ends inside a number', () => {
    expect(() => runLengthsFromString('73o')).toThrowErrorMatchingInlineSnapshot(
      `[UserError: Run-length string of 3 characters ends inside a number: it is cut off.]`,
    );
  });
});
