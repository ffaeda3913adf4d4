import { UserError } from '@ecm/core';
import { type RankCounts, StreamingRankCounts } from '@ecm/losses/reference';

import type { ScoredRegions } from './region-scores-file.js';

/** How scored regions rank, class by class. */
export interface RankedClasses {
  readonly regions: number;
  readonly backgroundRegions: number;
  /** By label: scores of the class's regions, best first, and the regions of other classes and background above each. */
  readonly classes: readonly (RankCounts & { readonly positives: Float64Array })[];
}

/**
 * Ranks regions class by class; every region that is not of the class is a negative. Only positives are kept in memory.
 *
 * @param read gives all regions, twice
 * @param classes number C of classes; label C is the background
 * @throws UserError if a score is not a number
 */
export function rankClasses(read: () => Iterable<ScoredRegions>, classes: number): RankedClasses {
  const positives = Array.from({ length: classes }, (): number[] => []);
  let regions = 0;
  let backgroundRegions = 0;
  for (const { labels, scores, columns } of read()) {
    if (scores.some(Number.isNaN)) throw new UserError('A score is not a number (NaN): this checkpoint is broken.');
    regions += labels.length;
    labels.forEach((label, row) => {
      if (label === classes) backgroundRegions++;
      else positives[label]?.push(scores[row * columns + label] ?? 0);
    });
  }
  const streams = positives.map((own) => new StreamingRankCounts(own));
  for (const { labels, scores, columns } of read()) {
    streams.forEach((stream, label) => {
      for (let row = 0; row < labels.length; row++) if (labels[row] !== label) stream.add(scores[row * columns + label] ?? 0);
    });
  }
  return {
    regions,
    backgroundRegions,
    classes: streams.map((stream, label) => ({
      positives: Float64Array.from(positives[label] ?? [])
        .sort()
        .reverse(),
      ...stream.counts,
    })),
  };
}
