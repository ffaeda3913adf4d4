import { expect, it } from 'vitest';

import { binaryCrossEntropy, logSumExp, power } from './stable.js';

it('has a sum of exponentials that neither overflows nor loses −∞', () => {
  // e^1000 + e^1000 = e^(1000 + ln 2)
  expect(logSumExp([1000, 1000], 0, 2)).toBeCloseTo(1000 + Math.LN2, 12);
  expect(logSumExp([9, -Infinity, -Infinity], 1, 2)).toBe(-Infinity);
  expect(logSumExp([1], 0, 0)).toBe(-Infinity);
});

it('has a binary cross-entropy that keeps small losses and large ones', () => {
  // BCE-2 of the loss specification, entry by entry: 40 + e^−40 …, and ln 2 at 0.
  expect([binaryCrossEntropy(40, 0), binaryCrossEntropy(-40, 1), binaryCrossEntropy(100, 0)]).toEqual([40, 40, 100]);
  expect(binaryCrossEntropy(0, 0.3)).toBe(Math.LN2);
  expect(binaryCrossEntropy(-50, 0)).toBeCloseTo(Math.exp(-50), 30);
});

it('takes any number to the power 0 as 1', () => {
  expect([power(0, 0), power(0.5, 1), power(0.5, 2), power(0.25, 0.5)]).toEqual([1, 0.5, 0.25, 0.5]);
});
