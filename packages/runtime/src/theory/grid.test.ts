import { expect, it } from 'vitest';

import { decades, evenly, median } from './grid.js';

it('spaces numbers evenly, also in the exponent, with exact ends and decades', () => {
  expect(evenly(-6, 6, 4)).toEqual([-6, -3, 0, 3, 6]);
  expect(decades(-4, -2, 1)).toEqual([1e-4, 1e-3, 1e-2]);
  const [, half] = decades(0, 1, 2);
  expect(half).toBeCloseTo(Math.sqrt(10), 12);
});

it('takes the middle of odd and even numbers of values', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([5])).toBe(5);
});
