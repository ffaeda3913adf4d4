import type { RandomStream } from '@ecm/core';

/**
 * Draws indices one after the other without replacement, each in proportion to the weights that remain: the smallest of
 * exponential keys E/w, which has the same distribution. Fewer are returned if fewer have a weight.
 *
 * @param weights ≥ 0; index of weight 0 is never drawn
 */
export function drawWithoutReplacement(weights: Float64Array, count: number, random: RandomStream): number[] {
  if (count <= 0) return [];
  const keys = Array.from(weights, (weight, index) => ({ index, key: weight > 0 ? -Math.log(1 - random.uniform()) / weight : Infinity }));
  return keys
    .filter(({ key }) => Number.isFinite(key))
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ index }) => index);
}
