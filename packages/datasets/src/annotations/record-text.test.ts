import fc from 'fast-check';
import { expect, it } from 'vitest';

import { parseExactly, recordText } from './record-text.js';

it('keeps integers of any length, other numbers and texts as they are', () => {
  const text =
    '{"id":18446744073709551615,"n":-9007199254740993,"x":0.1234567890123456,"s":"12345678901234567890","t":"a\\"9007199254740993"}';
  const record = parseExactly(text) as Record<string, unknown>;
  expect(record).toEqual({
    id: 18446744073709551615n,
    n: -9007199254740993n,
    x: 0.1234567890123456,
    s: '12345678901234567890',
    t: 'a"9007199254740993',
  });
  expect(recordText(record)).toBe(text);
});

it('reads what JSON.parse reads, where no integer is long', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const value: unknown = JSON.parse(text);
      fc.pre(!/\d{16}/u.test(text) && !text.includes('\\u0000'));
      expect(parseExactly(text)).toEqual(value);
    }),
  );
});
