import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { countAbove, StreamingRankCounts } from './rank-counts.js';
import { rank, rankingOf } from './ranking.js';

/** Scores between 0 and 1, many of them equal. */
const scoreSet = array(
  integer({ min: 0, max: 40 }).map((value) => value / 40),
  { minLength: 1, maxLength: 80 },
);

describe('rank', () => {
  it('counts pairs in which the negative is higher, ties not at all or half', () => {
    assert(
      property(scoreSet, scoreSet, (positives, negatives) => {
        const { error, errorTiesHalf } = rank(positives, negatives);
        const pairs = positives.flatMap((positive) => negatives.map((negative) => Math.sign(negative - positive)));
        const higher = pairs.filter((sign) => sign > 0).length;
        const equal = pairs.filter((sign) => sign === 0).length;
        expect(error).toBeCloseTo(higher / pairs.length, 12);
        expect(errorTiesHalf).toBeCloseTo((higher + equal / 2) / pairs.length, 12);
      }),
    );
  });

  it('is the integral of g, which rises from the best positive to the worst', () => {
    assert(
      property(scoreSet, scoreSet, (positives, negatives) => {
        const { outranked, error } = rank(positives, negatives);
        expect(outranked.reduce((sum, g) => sum + g, 0) / positives.length).toBeCloseTo(error, 12);
        for (let k = 1; k < outranked.length; k++) expect(outranked[k]).toBeGreaterThanOrEqual(outranked[k - 1]);
        expect(outranked.at(-1)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is 0 where all positives are higher and 1 where all are lower', () => {
    expect(rank([3, 4], [1, 2]).error).toBe(0);
    expect(rank([1, 2], [3, 4]).error).toBe(1);
    expect(rank([1, 1], [1]).error).toBe(0);
    expect(rank([1, 1], [1]).errorTiesHalf).toBe(0.5);
  });

  it('asks for positives and negatives', () => {
    expect(() => rank([], [1])).toThrowErrorMatchingInlineSnapshot(
      `[UserError: A ranking error compares positives with negatives, but there are 0 positives and 1 negatives. Leave such classes out.]`,
    );
    expect(() => rank([1], [])).toThrow('1 positives and 0 negatives');
  });
});

describe('StreamingRankCounts', () => {
  it('counts the same as with all scores in memory', () => {
    assert(
      property(scoreSet, scoreSet, (positives, negatives) => {
        const stream = new StreamingRankCounts(positives);
        for (const negative of negatives) stream.add(negative);
        expect(stream.counts).toEqual(countAbove(positives, negatives));
        expect(rankingOf(stream.counts)).toEqual(rank(positives, negatives));
      }),
    );
  });

  it('keeps a class without positives', () => {
    const stream = new StreamingRankCounts([]);
    stream.add(0.5);
    expect(stream.counts).toEqual({ above: new Float64Array(0), tied: new Float64Array(0), negatives: 1 });
  });
});
