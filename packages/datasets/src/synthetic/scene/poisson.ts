import type { RandomStream } from '@ecm/core';

/**
 * Draws from a Poisson distribution by inverting its cumulative distribution.
 *
 * @param mean expected value, at most about 20
 */
export function poisson(mean: number, random: RandomStream): number {
  const target = random.uniform();
  // exp may differ in the last bit between machines; the rounded value does not, and a target has only 24 bits.
  let probability = Math.round(Math.exp(-mean) * 1e12) / 1e12;
  let cumulative = probability;
  let count = 0;
  while (target >= cumulative && count < 100) {
    count++;
    probability *= mean / count;
    cumulative += probability;
  }
  return count;
}
