import { expect, it } from 'vitest';

import { seedOf } from './seed.js';
import { SeededRandom } from './seeded-random.js';

const take = (random: SeededRandom, n: number): number[] => Array.from({ length: n }, () => random.uniform());

it('gives the same numbers for the same seed and others for another name', () => {
  expect(take(new SeededRandom(7, 'a'), 5)).toEqual(take(new SeededRandom(7, 'a'), 5));
  expect(take(new SeededRandom(7, 'a'), 5)).not.toEqual(take(new SeededRandom(7, 'b'), 5));
  expect(seedOf(1, 12)).not.toBe(seedOf(11, 2));
});

it('goes on where a saved state stopped', () => {
  const random = new SeededRandom(3);
  random.normal();
  const state = random.save();
  const wanted = take(random, 4);
  const other = new SeededRandom('elsewhere');
  other.restore(state);
  expect(take(other, 4)).toEqual(wanted);
});

it('keeps uniform numbers in [0, 1) and exact in float32', () => {
  for (const value of take(new SeededRandom(1), 1000)) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThan(1);
    expect(Math.fround(value)).toBe(value);
  }
});

it('draws standard normal numbers: mean 0 ± 5/√n, variance 1 ± 7/√n', () => {
  const random = new SeededRandom('normal');
  const values = Array.from({ length: 20_000 }, () => random.normal());
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
  expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(values.length));
  expect(Math.abs(variance - 1)).toBeLessThan(7 / Math.sqrt(values.length));
});

it('permutes: every number once, none for 0', () => {
  expect([...new SeededRandom(5).permutation(50)].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  expect(new SeededRandom(5).permutation(0)).toHaveLength(0);
  expect(new SeededRandom(5).integer(1)).toBe(0);
});
