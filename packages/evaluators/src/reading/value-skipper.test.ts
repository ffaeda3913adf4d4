import { DataError } from '@ecm/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { ByteWindow } from './byte-window.js';
import type { DocumentParser } from './document-parser.js';
import { takeEnd } from './document-parser.js';
import type { JsonCursor } from './json-cursor.js';
import { parseChunks } from './parse-chunks.js';
import { ValueSkipper } from './value-skipper.js';

/** Takes a list of one value, `[…]`, and forgets it. */
class OneValue implements DocumentParser {
  readonly #skipper = new ValueSkipper();
  #state: 'new' | 'value' | 'end' = 'new';

  next(cursor: JsonCursor): boolean {
    if (this.#state === 'new') {
      cursor.expect(91, '"["');
      cursor.peek();
      this.#skipper.begin();
      this.#state = 'value';
    } else if (this.#skipper.isOpen) this.#skipper.continue(cursor);
    else if (this.#state === 'value') {
      cursor.expect(93, '"]"');
      this.#state = 'end';
    } else {
      takeEnd(cursor);
      return false;
    }
    return true;
  }
}

function* inChunks(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function refusal(bytes: Uint8Array, window = 64, chunk = 100): Promise<string | undefined> {
  try {
    await parseChunks(inChunks(bytes, chunk), new OneValue(), new ByteWindow(undefined, window), 'x');
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(DataError);
    expect((error as Error).message).toMatch(/^x, byte \d+: /u);
    return (error as Error).message;
  }
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}

const DOCUMENTS = [
  '[{"a":[1,-0.5e-3,{"b\\u00e9":null}],"c":"ü€💥\\"\\\\\\n","d":{},"e":[],"f":[true,false]}]',
  '[ [ 0 , -1.25E+7 , "" ] ]',
  '[12e3 ]',
  '[{"":{"":[[[[{"x":[]}]]]]}}]\r\n\t ',
].map((text) => new TextEncoder().encode(text));
const PIECES = [
  ...['{', '}', '[', ']', ',', ':', '"', '\\', '\\u12', '\\ud800', '\u0001', '\n', ' ', '0', '-', '.', 'e', '+', '1.', '.5', '00', '-0'],
  ...['NaN', 'Infinity', 'null', 'tru', '//', "'", '"a":1,', '{"', '""', '1e400', '\u007f', '\u00a0', '\ufeff'],
].map((text) => new TextEncoder().encode(text));
const WRONG_BYTES = [
  [0xff],
  [0xc3],
  [0xc0, 0x80],
  [0xe0, 0x80, 0x80],
  [0xed, 0xa0, 0x80],
  [0xf0, 0x80, 0x80, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
];

const damaged = fc
  .record({
    document: fc.constantFrom(...DOCUMENTS),
    place: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.nat({ max: 3 }),
    added: fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom(...WRONG_BYTES), fc.constant([])),
  })
  .map(({ document, place, removed, added }) => {
    const at = Math.floor(place * document.length);
    return Uint8Array.from([...document.subarray(0, at), ...added, ...document.subarray(at + removed)]);
  });

it('takes what JSON.parse takes and refuses what it refuses, in windows of any size', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, fc.integer({ min: 64, max: 200 }), fc.integer({ min: 1, max: 150 }), async (bytes, window, chunk) => {
      // The reader wants a list of one value here.
      fc.pre(!isJson(bytes) || /^\s*\[\s*[^\s\]]/u.test(new TextDecoder().decode(bytes)));
      const parsed: unknown = isJson(bytes) ? JSON.parse(new TextDecoder().decode(bytes)) : undefined;
      fc.pre(parsed === undefined || (Array.isArray(parsed) && parsed.length === 1));
      expect((await refusal(bytes, window, chunk)) === undefined).toBe(parsed !== undefined);
    }),
    { numRuns: 3000 },
  );
});

it('refuses a value that breaks off at any byte', async () => {
  for (const document of DOCUMENTS) {
    const length = new TextDecoder().decode(document).trimEnd().length;
    for (let end = 1; end < length; end++) expect(await refusal(document.subarray(0, end))).toBeDefined();
    expect(await refusal(document)).toBeUndefined();
  }
});

it('skips what is nested a million times, and white space of many windows, without keeping them', async () => {
  const depth = 1_000_000;
  const deep = new TextEncoder().encode('['.repeat(depth) + ']'.repeat(depth));
  expect(await refusal(deep, 64, 1 << 16)).toBeUndefined();
  expect(await refusal(deep.subarray(0, -1), 64, 1 << 16)).toBeDefined();
  const window = new ByteWindow(undefined, 64);
  const space = ' '.repeat(100_000);
  await parseChunks(inChunks(new TextEncoder().encode(`${space}[1${space}]${space}`), 1000), new OneValue(), window, 'x');
  expect(window.bytes.length).toBeLessThan(1000);
});

it.each([
  ['["a\nb"]', `"x, byte 3: a text holds byte 10 here; line breaks and other control characters must be escaped."`],
  ['["\\x41"]', `"x, byte 3: a text has an escape here that JSON does not know."`],
  ['[{"a":NaN}]', `"x, byte 6: expected a value, found "N"."`],
  ['[{a:1}]', `"x, byte 2: expected a key in quotes or "}", found "a"."`],
  ['[[1,2}]', `"x, byte 5: expected "," or the end of a list or an object, found "}"."`],
  ['[[01]]', `"x, byte 3: expected a number as JSON writes it, found "1"."`],
  ['[nul]', `"x, byte 4: expected "true", "false" or "null", found "]"."`],
  ['[{"a" 1}]', `"x, byte 6: expected ":", found "1"."`],
  ['[1]\n[2]', `"x, byte 4: the document is complete, but the file goes on. Are two files joined?"`],
])('says what is wrong with %j', async (text, message) => {
  expect(JSON.stringify(await refusal(new TextEncoder().encode(text))).replaceAll('\\"', '"')).toBe(message);
});

it('says that a text is not UTF-8', async () => {
  expect(await refusal(Uint8Array.of(91, 34, 0xe9, 34, 93))).toBe(
    'x, byte 3: a text is not UTF-8 here. Was the file written in another encoding?',
  );
});
