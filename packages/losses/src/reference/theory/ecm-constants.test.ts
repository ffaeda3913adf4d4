import { expect, it } from 'vitest';

import { ecmConstants } from './ecm-constants.js';

it('constants of the specification, ECM-1', () => {
  const found = ecmConstants([1, 10, 100], 6.3313);
  expect([...found.alpha].map((value) => +value.toFixed(6))).toEqual([812.7743, 80.37743, 7.137743, 0.157945]);
  expect([...found.detectionWeight].map((value) => +value.toFixed(9))).toEqual([0.999385327, 0.993830467, 0.935874088, 0.31465147]);
  expect([...found.shift].map((value) => +value.toFixed(9))).toEqual([-1.675113364, -1.096683354, -0.491349155, 0.461376397]);
  found.positiveWeight.forEach((weight, c) => {
    expect(1 / weight + 1 / found.negativeWeight[c]).toBeCloseTo(1, 12);
  });
});
