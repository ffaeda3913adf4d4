import { assert, double, property } from 'fast-check';
import { expect, it } from 'vitest';

import { exponential, log1pOfUnit } from './exponential.js';

it('is e^x to 5e-11 for x ≤ 0, and NaN for NaN', () => {
  assert(property(double({ min: -700, max: 0, noNaN: true }), (x) => Math.abs(exponential(x) - Math.exp(x)) <= 5e-11 * Math.exp(x)));
  for (let x = -46; x <= 0; x += 0.000_7) expect(Math.abs(exponential(x) - Math.exp(x))).toBeLessThanOrEqual(5e-11 * Math.exp(x));
  expect([exponential(0), exponential(-0), exponential(-1e4), exponential(-1e9), exponential(-Infinity)]).toEqual([1, 1, 0, 0, 0]);
  expect(exponential(NaN)).toBeNaN();
});

it('is ln(1 + e) to 1e-9 on [0, 1], for the smallest numbers, too', () => {
  assert(property(double({ min: 1e-300, max: 1, noNaN: true }), (e) => Math.abs(log1pOfUnit(e) - Math.log1p(e)) <= 1e-9 * Math.log1p(e)));
  for (let e = 1e-5; e <= 1; e += 0.000_07) expect(Math.abs(log1pOfUnit(e) - Math.log1p(e))).toBeLessThanOrEqual(1e-9 * Math.log1p(e));
  expect([log1pOfUnit(0), log1pOfUnit(NaN)]).toEqual([0, NaN]);
});
