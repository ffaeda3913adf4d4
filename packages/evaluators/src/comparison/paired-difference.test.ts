import { expect, it } from 'vitest';

import { pairedDifference } from './paired-difference.js';

const zeros = new Float64Array(5);

it('takes the interval from the sorted differences, linear between neighbours', () => {
  // Differences b − a, sorted: −1, 0, 1, 2, 3. Of five values the share s lies at place 4 s: 0.1 → 0.4 and 0.9 → 3.6.
  const found = pairedDifference([0.5, 0.75], [zeros, Float64Array.of(2, -1, 3, 0, 1)], 0.8);
  expect(found).toMatchObject({ a: 0.5, b: 0.75, difference: 0.25, resamples: 5 });
  expect(found.low).toBeCloseTo(-0.6, 12);
  expect(found.high).toBeCloseTo(2.6, 12);
  // Three are above 0, and the one that is 0 counts half.
  expect(found.shareAbove).toBeCloseTo(0.7, 12);
});

it('pairs the figures of each resample before it sorts', () => {
  // Both move alike from resample to resample, so that the difference does not move at all.
  const a = Float64Array.of(0.1, 0.9, 0.5, 0.3, 0.7);
  const { low, high } = pairedDifference([0.5, 0.6], [a, a.map((value) => value + 0.1)], 0.95);
  expect(low).toBeCloseTo(0.1, 12);
  expect(high).toBeCloseTo(0.1, 12);
});

it('leaves out resamples without ground truth', () => {
  const found = pairedDifference([0, 0], [zeros, Float64Array.of(NaN, 4, NaN, NaN, NaN)], 0.9);
  expect(found).toMatchObject({ low: 4, high: 4, shareAbove: 1, resamples: 1 });
  const none = pairedDifference([NaN, NaN], [zeros, new Float64Array(5).fill(NaN)], 0.9);
  expect(none).toMatchObject({ low: NaN, high: NaN, shareAbove: NaN, resamples: 0 });
});
