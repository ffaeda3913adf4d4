import { UserError } from '@ecm/core';

import type { TableEvaluator } from '../evaluator/table-evaluator.js';
import type { DetailedResult, ResultDetails } from '../results/detailed-result.js';
import type { ClassRankings } from './class-rankings.js';
import { RankingCollector } from './ranking-collector.js';

/** A result for one kind of overlap with the rankings behind it. */
export interface RankedEvaluation {
  readonly result: DetailedResult;
  readonly rankings: ClassRankings;
}

/**
 * Evaluates and keeps the rankings.
 *
 * @param details what else is wanted of the result
 * @throws UserError for protocols whose figures are no means over classes
 */
export function rankEvaluation(evaluator: TableEvaluator, details: ResultDetails = {}): RankedEvaluation[] {
  if (evaluator.protocol.pools !== undefined) {
    throw new UserError(`Figures of ${evaluator.name} pool the classes and cannot be compared by resampling; use lvis or lvis-fixed.`);
  }
  const collectors: RankingCollector[] = [];
  const results = evaluator.finish({
    ...details,
    observers: [
      ...(details.observers ?? []),
      ({ rules }) => {
        const collector = new RankingCollector(rules.thresholds.length);
        collectors.push(collector);
        return collector;
      },
    ],
  });
  return results.map((result, i) => ({ result, rankings: collectors[i].rankings }));
}
