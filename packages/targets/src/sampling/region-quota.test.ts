import { describe, expect, it } from 'vitest';

import { fillQuota } from './region-quota.js';

const codesOf = (...list: number[]): Int32Array => Int32Array.from(list);
const last = (indices: Int32Array, count: number): Int32Array => indices.slice(indices.length - count).reverse();
const never = (): Int32Array => {
  throw new Error('There was no choice to make.');
};

describe('fillQuota', () => {
  it('sorts what was chosen', () => {
    const codes = codesOf(1, 0, 2, 0, 3, 0, -1);
    expect(fillQuota(codes, { count: 4, positiveFraction: 0.5 }, last)).toEqual({ positives: codesOf(2, 4), negatives: codesOf(3, 5) });
  });

  it('gives places without positives to negatives, and does not ask where there is no choice', () => {
    expect(fillQuota(codesOf(0, 0, 1, 0), { count: 4, positiveFraction: 0.5 }, never)).toEqual({
      positives: codesOf(2),
      negatives: codesOf(0, 1, 3),
    });
    expect(fillQuota(codesOf(), { count: 4, positiveFraction: 0.5 }, never)).toEqual({ positives: codesOf(), negatives: codesOf() });
  });

  // int(num · pos_fraction) and int(neg_pos_ub · max(1, positives)) of the reference cut off.
  it('cuts fractions of places off', () => {
    const codes = codesOf(1, 1, 1, 0, 0, 0, 0, 0);
    const sample = fillQuota(codes, { count: 7, positiveFraction: 0.25, maxNegativesPerPositive: 2.9 }, last);
    expect([sample.positives.length, sample.negatives.length]).toEqual([1, 2]);
  });
});
