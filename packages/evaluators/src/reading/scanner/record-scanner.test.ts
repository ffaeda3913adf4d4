import fc from 'fast-check';
import { expect, it } from 'vitest';

import { ByteWindow } from '../byte-window.js';
import { RecordScanner } from './record-scanner.js';
import { scannerModule } from './scanner-module.js';

const module = scannerModule();
if (module === undefined) throw new Error('this machine has no WebAssembly vectors');
const window = new ByteWindow();
const { kernels } = new RecordScanner(module, window, { texts: [new Uint8Array(0)], places: [] });

/** @returns the number that the scanner reads, and how many characters it takes; NaN where it leaves the number to the host */
function read(text: string): { value: number; length: number } {
  window.bytes.fill(0, 0, text.length + 32);
  window.bytes.set(new TextEncoder().encode(text));
  return { value: kernels.readNumber(window.address), length: kernels.numberEnd.value - window.address };
}

/** Numbers with an odd multiple of half the last bit: exactly between two doubles. */
const ties = fc.tuple(fc.bigInt({ min: 2n ** 53n, max: 2n ** 54n - 1n }), fc.integer({ min: 1, max: 3 })).map(([value, n]) => {
  const scaled = ((value | 1n) * 5n ** BigInt(n)).toString();
  return `${scaled.slice(0, -n)}.${scaled.slice(-n)}`;
});

const texts = fc.oneof(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(String),
  fc.double({ min: 0, max: 1, noNaN: true }).map((value) => String(Math.fround(value))),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => value.toExponential()),
  fc.tuple(fc.double({ min: 0, max: 1e7, noNaN: true }), fc.integer({ min: 0, max: 14 })).map(([value, n]) => value.toFixed(n)),
  fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 19n - 1n }), fc.integer({ min: -60, max: 30 })).map(([value, n]) => `${value}E${n}`),
  fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 19n - 1n }), fc.integer({ min: 0, max: 9 })).map(([value, n]) => `0.${'0'.repeat(n)}${value}`),
  ties,
);

it('reads numbers as JavaScript does, to the last bit', () => {
  let left = 0;
  fc.assert(
    fc.property(texts, (text) => {
      const { value, length } = read(`${text},1`);
      if (Number.isNaN(value)) left++;
      else expect({ value, length }).toEqual({ value: Number(text), length: text.length });
    }),
    { numRuns: 20_000 },
  );
  // Those beyond 10^22 or 10^−48, and ties of more than 19 digits.
  expect(left).toBeLessThan(10_000);
});

it.each(['0', '-0', '0.0', '12', '0.5', '-7.25', '1e5', '2.5E-3', '9007199254740993', '0.30000001192092896', '123.45678901672363'])(
  'reads %s itself',
  (text) => {
    expect(read(text).value).toBe(Number(text));
  },
);

it.each(['', '-', '.5', '1.', '1e', '1e+', 'x', '"1"', 'null', '12345678901234567890', '016', '-00', '00.5'])(
  'leaves "%s" to the host',
  (text) => {
    expect(read(text).value).toBeNaN();
  },
);
