import { describe, expect, it } from 'vitest';

import { thinOut } from './thin-out.js';

describe('thinOut', () => {
  it('averages neighbours', () => {
    const points = [1, 2, 3, 4, 5].map((x) => [x, 10 * x] as const);
    expect(thinOut(points, 3)).toEqual([
      [1.5, 15],
      [3.5, 35],
      [5, 50],
    ]);
    expect(thinOut(points, 5)).toEqual(points);
    expect(thinOut([], 5)).toEqual([]);
  });
});
