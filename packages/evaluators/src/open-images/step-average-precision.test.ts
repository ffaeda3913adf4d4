import fc from 'fast-check';
import { expect, it } from 'vitest';

import { StableDescending } from '../matching/stable-descending.js';
import { JudgedDetections } from './judged-detections.js';
import { stepAveragePrecision } from './step-average-precision.js';

function area(
  judged: readonly (readonly [score: number, hit: boolean])[],
  positives: number,
  round = (value: number): number => value,
): number {
  const columns = new JudgedDetections();
  for (const [score, hit] of judged) columns.push(score, hit ? 1 : 0);
  return stepAveragePrecision(columns, new StableDescending(), positives, round);
}

it('adds the best precision from each hit on, for each step of recall', () => {
  // Hit, miss, hit, of three objects: 1/3 · 1 + 1/3 · 2/3 (case O6 of the goldens).
  const judged = [
    [0.9, true],
    [0.8, false],
    [0.7, true],
  ] as const;
  expect(area(judged, 3)).toBeCloseTo(5 / 9, 15);
  // Miss before two hits: precision 1/2 and 2/3, so 2/3 at both.
  expect(
    area(
      [
        [0.9, false],
        [0.8, true],
        [0.7, true],
      ],
      2,
    ),
  ).toBeCloseTo(2 / 3, 15);
  expect(area([], 4)).toBe(0);
  expect(
    area(
      Array.from({ length: 300 }, () => [0.5, false] as const),
      4,
    ),
  ).toBe(0);
});

it('lets the order decide between equal scores', () => {
  expect(
    area(
      [
        [0.5, true],
        [0.5, false],
      ],
      1,
    ),
  ).toBe(1);
  expect(
    area(
      [
        [0.5, false],
        [0.5, true],
      ],
      1,
    ),
  ).toBe(0.5);
});

it('equals the definition on the whole ranking, in double and single precision', () => {
  const rows = fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 12 }).map((value) => value / 12),
      fc.boolean(),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(
      rows,
      fc.integer({ min: 1, max: 70 }),
      fc.constantFrom(Math.fround, (value: number) => value),
      (judged, positives, round) => {
        const ranked = judged.toSorted(([a], [b]) => b - a);
        const points = ranked.flatMap(([, hit], i) => {
          const hits = ranked.slice(0, i + 1).filter(([, right]) => right).length;
          return hit ? [{ hits, precision: round(hits / (i + 1)) }] : [];
        });
        const wanted = points.reduce((sum, { hits }, k) => {
          const best = Math.max(...points.slice(k).map(({ precision }) => precision));
          const step = round(round(hits / positives) - round((hits - 1) / positives));
          return round(sum + round(step * best));
        }, 0);
        expect(area(judged, positives, round)).toBe(wanted);
      },
    ),
  );
});
