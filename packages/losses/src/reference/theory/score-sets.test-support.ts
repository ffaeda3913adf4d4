import type { Arbitrary } from 'fast-check';
import { array, constantFrom, double, integer, oneof } from 'fast-check';

/** Scores with many ties, scores without, and scores close to 0 and 1, as float32. */
const score = oneof(
  integer({ min: 0, max: 12 }).map((value) => Math.fround(value / 12)),
  double({ min: 0, max: 1, noNaN: true }).map(Math.fround),
  constantFrom(0, 1, Math.fround(1e-7), Math.fround(1 - 1e-7)),
);

/** Scores of the positives or the negatives of a class, at least one. */
export const scoreSet: Arbitrary<number[]> = array(score, { minLength: 1, maxLength: 80 });

/** Negative-to-positive ratios from 1e-3 to 1e6. */
export const ratio: Arbitrary<number> = double({ min: -3, max: 6, noNaN: true }).map((exponent) => 10 ** exponent);

/** Numbers from 0 to 1. */
export const share: Arbitrary<number> = double({ min: 0, max: 1, noNaN: true });
