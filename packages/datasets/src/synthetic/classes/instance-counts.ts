import type { WorldOptions } from '../options/world-options.js';
import { lvisInstanceCounts } from './lvis-instance-counts.js';

/**
 * Training instances of each class by rank, most frequent first, at least one each.
 *
 * `power`: n(x) = exp(ln n_max · (1 − x^0.9)) with x = rank / (C − 1), the profile that the mini world was designed with.
 * `lvis`: the counts of LVIS v1 at C evenly spaced ranks, scaled so that the first is n_max.
 *
 * @returns counts [C]
 */
export function instanceCounts({ profile, classes, maxInstances }: Pick<WorldOptions, 'profile' | 'classes' | 'maxInstances'>): Int32Array {
  return Int32Array.from({ length: classes }, (_, rank) => {
    const count = profile === 'power' ? powerCount(rank / (classes - 1), maxInstances) : lvisCount(rank / (classes - 1), maxInstances);
    return Math.max(1, count);
  });
}

function powerCount(x: number, maxInstances: number): number {
  const exact = Math.exp(Math.log(maxInstances) * (1 - x ** 0.9));
  // exp, log and powers may differ in the last bit between machines: rounding to 1e-6 first makes the count the same on all.
  return Math.round(Math.round(exact * 1e6) / 1e6);
}

function lvisCount(x: number, maxInstances: number): number {
  const [most] = lvisInstanceCounts;
  return Math.round((lvisInstanceCounts[Math.round(x * (lvisInstanceCounts.length - 1))] * maxInstances) / most);
}
