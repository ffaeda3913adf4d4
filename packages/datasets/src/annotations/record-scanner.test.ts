import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { RecordScanner } from './record-scanner.js';

const encoder = new TextEncoder();

/** Scans `text` cut into pieces of `size` bytes; gives `section: parsed element` in order. */
function scan(text: string | Uint8Array, size = 7) {
  const found: [string, unknown, number][] = [];
  const bytes = typeof text === 'string' ? encoder.encode(text) : text;
  const parse = (part: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(part));
  const scanner = new RecordScanner('file.json', {
    element: (section, part, offset) => found.push([section, parse(part), offset]),
    value: (key, part, offset) => found.push([`=${key}`, parse(part), offset]),
  });
  for (let start = 0; start < bytes.length; start += size) scanner.push(bytes.subarray(start, start + size));
  scanner.end();
  return found;
}

describe('RecordScanner', () => {
  it('gives the elements of arrays and other values with their byte offsets', () => {
    expect(scan('{"a":[{"x":1},2 ],"b":"t"}')).toEqual([
      ['a', { x: 1 }, 6],
      ['a', 2, 14],
      ['=b', 't', 22],
    ]);
  });

  it('finds the same records whatever the white space, the nesting and the size of the windows', () => {
    const records = fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), { maxLength: 4 });
    fc.assert(
      fc.property(
        fc.record({ images: records, 'weird "key"': records }),
        fc.nat(3),
        fc.integer({ min: 1, max: 40 }),
        (file, indent, size) => {
          const expected = Object.entries(file).flatMap(([section, list]) => list.map((entry) => [section, entry]));
          const found = scan(JSON.stringify(file, undefined, indent), size).map(([section, entry]) => [section, entry]);
          expect(JSON.stringify(found)).toBe(JSON.stringify(expected));
        },
      ),
    );
  });

  it('accepts a byte-order mark and an empty object', () => {
    expect(scan(Uint8Array.of(0xef, 0xbb, 0xbf, ...encoder.encode('{"a":[1]}')))).toEqual([['a', 1, 9]]);
    expect(scan(' {} \n')).toEqual([]);
  });

  it.each([
    ['{"a":[{"x":1}', /file\.json, byte 13: the file ends early inside "a": it was cut off\. Copy or download it again\./],
    ['', /the file is empty/],
    ['[1,2]', /byte 0: expected "\{", found "\["/],
    ['{"a":[1 2]}', /byte 8: expected "\]" inside "a", found "2"/],
    ['{a:1}', /expected a key in double quotes/],
    ['{"a":1} x', /expected the end of the file/],
  ])('refuses %j with the place', (text, message) => {
    expect(() => scan(text)).toThrow(message);
  });

  it.each([
    [Uint8Array.of(0x50, 0x4b, 3, 4), /zip archive/],
    [Uint8Array.of(0xff, 0xfe, 0x7b, 0), /UTF-16/],
  ])('says what a file in another encoding is', (bytes, message) => {
    expect(() => scan(bytes)).toThrow(message);
  });
});
