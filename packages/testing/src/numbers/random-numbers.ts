import { SeededRandom } from '@ecm/core';

/** @returns fixed numbers in [−1, 1) */
export function randomNumbers(count: number, seed: number): Float32Array {
  const random = new SeededRandom('numbers', seed);
  return Float32Array.from({ length: count }, () => 2 * random.uniform() - 1);
}
