import { SeededRandom } from '@ecm/core';
import { describe, expect, it } from 'vitest';

import { poisson } from './poisson.js';

describe('poisson', () => {
  it('has the asked mean and share of zeros', () => {
    const random = new SeededRandom(2);
    const draws = Array.from({ length: 20_000 }, () => poisson(1.2, random));
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    // Standard errors: sqrt(1.2 / 20000) = 0.008, and 0.003 for P(0) = e^−1.2 = 0.3012.
    expect(Math.abs(mean - 1.2)).toBeLessThan(0.04);
    expect(Math.abs(draws.filter((draw) => draw === 0).length / draws.length - 0.3012)).toBeLessThan(0.015);
  });

  it('is always zero for mean zero', () => {
    const random = new SeededRandom(2);
    expect(Array.from({ length: 50 }, () => poisson(0, random)).every((draw) => draw === 0)).toBe(true);
  });
});
