import { SeededRandom } from '@ecm/core';
import { countAbove } from '@ecm/losses/reference';
import { describe, expect, it } from 'vitest';

import { rankClasses } from './rank-classes.js';
import type { ScoredRegions } from './region-scores-file.js';

/** Two classes and the background, a column more than classes as softmax scores have, with ties. */
function randomRegions(regions: number, seed: number): ScoredRegions {
  const random = new SeededRandom('regions', seed);
  return {
    labels: Int32Array.from({ length: regions }, () => random.integer(3)),
    scores: Float32Array.from({ length: 3 * regions }, () => random.integer(20) / 19),
    columns: 3,
  };
}

describe('rankClasses', () => {
  it('ranks each class among all other regions, background included', () => {
    const batches = [randomRegions(40, 1), randomRegions(25, 2)];
    const { regions, backgroundRegions, classes } = rankClasses(() => batches, 2);
    expect(regions).toBe(65);
    expect(backgroundRegions).toBe(batches.flatMap(({ labels }) => [...labels]).filter((label) => label === 2).length);
    const rows = batches.flatMap(({ labels, scores }) =>
      [...labels].map((label, row) => ({ label, scores: scores.subarray(3 * row, 3 * row + 3) })),
    );
    classes.forEach((ranked, label) => {
      const scoresOf = (own: boolean): number[] =>
        rows.filter((row) => (row.label === label) === own).map(({ scores }) => scores[label] ?? 0);
      expect(ranked.positives).toEqual(Float64Array.from(scoresOf(true)).sort().reverse());
      expect({ above: ranked.above, tied: ranked.tied, negatives: ranked.negatives }).toEqual(countAbove(scoresOf(true), scoresOf(false)));
    });
  });

  it('keeps classes without positives', () => {
    const { classes } = rankClasses(() => [{ labels: Int32Array.of(1), scores: Float32Array.of(0.2, 0.8), columns: 2 }], 2);
    expect(classes.map(({ positives, negatives }) => [positives.length, negatives])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('refuses scores that are no numbers', () => {
    const broken = { labels: Int32Array.of(0), scores: Float32Array.of(Number.NaN), columns: 1 };
    expect(() => rankClasses(() => [broken], 1)).toThrow('A score is not a number (NaN): this checkpoint is broken.');
  });
});
