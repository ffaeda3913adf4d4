import fc from 'fast-check';
import { expect, it } from 'vitest';

import { descendingOrder } from './descending-order.js';

it('orders like a stable comparison sort', () => {
  fc.assert(
    fc.property(fc.float32Array({ noNaN: true }), (scores) => {
      const expected = [...scores.keys()].sort((a, b) => (scores[a] === scores[b] ? a - b : scores[b] > scores[a] ? 1 : -1));
      expect([...descendingOrder(scores)]).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

it('takes 0 and −0 for equal and puts NaN first', () => {
  expect([...descendingOrder(Float32Array.of(-0, 0, -1, Infinity, NaN, 0))]).toEqual([4, 3, 0, 1, 5, 2]);
});
