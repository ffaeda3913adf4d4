import { expect, it } from 'vitest';

import { gatherRows, scatterAddRows } from './rows.js';

it('takes rows, and sums rows into places, leaving out indices outside', () => {
  const x = Float32Array.of(1, 2, 3, 4, 5, 6);
  expect([...gatherRows(x, Int32Array.of(2, 0), 2)]).toEqual([5, 6, 1, 2]);
  expect([...scatterAddRows(x, Int32Array.of(1, -1, 1), 2, 2)]).toEqual([0, 0, 6, 8]);
  expect([...scatterAddRows(x, Int32Array.of(0, 2, 0), 2, 2)]).toEqual([6, 8, 0, 0]);
});
