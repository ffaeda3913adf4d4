import { assert, double, property } from 'fast-check';
import { expect, it } from 'vitest';

import { exponential, log1pOfUnit } from './exponential.js';

it('is e^x to 2e-13 for x ≤ 0, and NaN for NaN', () => {
  assert(property(double({ min: -700, max: 0, noNaN: true }), (x) => Math.abs(exponential(x) - Math.exp(x)) <= 2e-13 * Math.exp(x)));
  expect([exponential(0), exponential(-0), exponential(-709), exponential(-1e4), exponential(-Infinity)]).toEqual([1, 1, 0, 0, 0]);
  expect(exponential(NaN)).toBeNaN();
});

it('is ln(1 + e) to 2e-9 on [0, 1], for the smallest numbers, too', () => {
  assert(property(double({ min: 1e-300, max: 1, noNaN: true }), (e) => Math.abs(log1pOfUnit(e) - Math.log1p(e)) <= 2e-9 * Math.log1p(e)));
});
