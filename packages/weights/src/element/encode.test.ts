import { describe, expect, it } from 'vitest';

import { decodeElements } from './decode.js';
import type { ElementType } from './element-type.js';
import { elementWidth } from './element-type.js';
import { encodeElements } from './encode.js';

const samples: Record<ElementType, number[]> = {
  float64: [0.1, -1e300, Infinity],
  float32: [0.5, -3.25, 2 ** -149],
  float16: [0.5, -65504],
  bfloat16: [0.5, -3],
  int64: [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 0],
  int32: [2 ** 31 - 1, -(2 ** 31)],
  int16: [32767, -32768],
  int8: [127, -128],
  uint64: [Number.MAX_SAFE_INTEGER, 0],
  uint32: [2 ** 32 - 1],
  uint16: [65535],
  uint8: [255],
  bool: [1, 0],
};

describe('encodeElements and decodeElements', () => {
  it.each(Object.keys(samples) as ElementType[])('keep %s through bytes of its width', (type) => {
    const bytes = encodeElements(type, Float64Array.from(samples[type]));
    expect(bytes.length).toBe(samples[type].length * elementWidth[type]);
    // An odd offset, as in a file without padding.
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect([...decodeElements(type, shifted.subarray(1))]).toEqual(samples[type]);
  });

  it('refuses 64-bit integers that a number cannot hold', () => {
    const bytes = new Uint8Array(BigInt64Array.of(2n ** 53n).buffer);
    expect(() => decodeElements('int64', bytes)).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: element 0 is 9007199254740992, too large for an exact number]`,
    );
  });
});
