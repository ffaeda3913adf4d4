import { expect, it } from 'vitest';

import { evenlySpread } from './evenly-spread.js';

it('spreads over all items, and takes each but once when there are few', () => {
  expect(evenlySpread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 3)).toEqual([0, 4, 7]);
  expect(evenlySpread(['a', 'b', 'c'], 12)).toEqual(['a', 'b', 'c']);
  expect(evenlySpread([], 4)).toEqual([]);
});
