import fc from 'fast-check';
import { expect, it } from 'vitest';

import { StableDescending } from './stable-descending.js';

/** By the sort of the language, which is stable. */
function expected(scores: readonly number[]): number[] {
  return scores.map((_, i) => i).sort((a, b) => scores[b] - scores[a]);
}

const score = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  // Different numbers that are equal in single precision, and equal ones.
  fc.integer({ min: 0, max: 9 }).map((i) => 0.5 + i * 1e-12),
  fc.constantFrom(0, -0, 1, 1e-320, -1e-320, 1e300, -1e300),
);

it('sorts any number of scores as the language does, again and again', () => {
  const sorter = new StableDescending();
  // Up to 511 scores are merged, from 512 on they are sorted by digits.
  const lengths = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(511, 512, 513, 2000));
  fc.assert(
    fc.property(
      lengths.chain((length) => fc.array(score, { minLength: length, maxLength: length, size: 'max' })),
      (scores) => {
        const order = sorter.sort(Float64Array.from(scores), scores.length);
        expect(Array.from(order.subarray(0, scores.length))).toEqual(expected(scores));
      },
    ),
  );
});

it('keeps the order of many equal scores, and sorts many that differ in their last digits', () => {
  const sorter = new StableDescending();
  const count = 5000;
  const equal = new Float64Array(count).fill(0.25);
  equal[count - 1] = 0.5;
  expect(Array.from(sorter.sort(equal, count).subarray(0, 4))).toEqual([count - 1, 0, 1, 2]);
  const close = Array.from({ length: count }, (_, i) => 0.25 + ((i * 1237) % count) * 2 ** -54);
  expect(Array.from(sorter.sort(Float64Array.from(close), count).subarray(0, count))).toEqual(expected(close));
});
