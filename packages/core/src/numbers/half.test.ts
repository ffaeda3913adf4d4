import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fromBfloat16, fromHalf, toBfloat16, toHalf } from './half.js';

describe('half', () => {
  // IEEE 754-2019, binary16: 1 sign, 5 exponent (bias 15), 10 fraction bits.
  it.each([
    [0x3c00, 1],
    [0xc000, -2],
    [0x7bff, 65504],
    [0x0400, 2 ** -14],
    [0x0001, 2 ** -24],
    [0x3555, 0.333251953125],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
  ])('reads and writes %i as %f', (bits, value) => {
    expect(fromHalf(bits)).toBe(value);
    expect(toHalf(value)).toBe(bits);
  });

  it('rounds to the nearest, ties to even, and overflows from 65520 on', () => {
    expect(toHalf(1 + 2 ** -11)).toBe(0x3c00);
    expect(toHalf(1 + 3 * 2 ** -11)).toBe(0x3c02);
    expect(toHalf(65519.996)).toBe(0x7bff);
    expect(toHalf(65520)).toBe(0x7c00);
    expect(toHalf(2 ** -25)).toBe(0);
    expect(toHalf(1.5 * 2 ** -25)).toBe(1);
    expect(toHalf(2 ** -14 - 2 ** -26)).toBe(0x0400);
    expect(fromHalf(toHalf(NaN))).toBeNaN();
  });

  it('keeps every half', () => {
    const all = Array.from({ length: 0x10000 }, (_, bits) => bits);
    expect(all.filter((bits) => !Number.isNaN(fromHalf(bits)) && toHalf(fromHalf(bits)) !== bits)).toEqual([]);
  });

  it('never rounds past the neighbour', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -65504, max: 65504 }), (value) => {
        const back = fromHalf(toHalf(value));
        expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.max(Math.abs(value) * 2 ** -11, 2 ** -25));
      }),
    );
  });
});

describe('bfloat16', () => {
  it('is the upper half of a float32, rounded to even', () => {
    expect(fromBfloat16(0x3f80)).toBe(1);
    expect(fromBfloat16(0xc040)).toBe(-3);
    expect(toBfloat16(1 + 2 ** -8)).toBe(0x3f80);
    expect(toBfloat16(1 + 3 * 2 ** -8)).toBe(0x3f82);
    expect(toBfloat16(-3)).toBe(0xc040);
    expect(fromBfloat16(toBfloat16(NaN))).toBeNaN();
    expect(fromBfloat16(toBfloat16(-Infinity))).toBe(-Infinity);
  });
});
