import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import type { MatchedCategory, MatchObserver } from '../matching/category-evaluator.js';
import type { Protocol } from '../protocol/protocol.js';
import type { EvaluationRules } from '../rules/evaluation-rules.js';
import { CurveCollector } from './curve-collector.js';
import type { DetailedResult, ResultDetails } from './detailed-result.js';
import { MatchCollector } from './match-collector.js';
import { PoolCollector } from './pool-collector.js';

/** Shows the matches of each class to everything that a protocol or a user wants to know besides the figures. */
export class DetailObserver implements MatchObserver {
  readonly #pools: PoolCollector | undefined;
  readonly #curves: CurveCollector | undefined;
  readonly #matches: MatchCollector | undefined;
  readonly #protocol: Protocol;

  constructor(truth: GroundTruthTable, protocol: Protocol, rules: EvaluationRules, details: ResultDetails) {
    const { categories } = truth;
    this.#protocol = protocol;
    if (protocol.pools !== undefined) this.#pools = new PoolCollector(rules, categories.frequencies);
    if (details.curves === true) {
      const ids = rules.classAgnostic ? Float64Array.of(-1) : categories.index.ids;
      this.#curves = new CurveCollector(ids, rules.thresholds);
    }
    if (details.matches === true) this.#matches = new MatchCollector(truth);
  }

  /** Whether anything is observed at all; matching is cheaper without. */
  get isNeeded(): boolean {
    return [this.#pools, this.#curves, this.#matches].some((collector) => collector !== undefined);
  }

  category(category: number, matched: MatchedCategory): void {
    this.#pools?.category(category, matched);
    this.#curves?.category(category, matched);
    this.#matches?.category(category, matched);
  }

  /** @returns figures of pools */
  get summary(): Record<string, number> {
    return this.#pools?.summary(this.#protocol.pools ?? []) ?? {};
  }

  /** @returns what was asked for besides figures */
  get details(): Pick<DetailedResult, 'curves' | 'matches'> {
    return {
      ...(this.#curves === undefined ? {} : { curves: this.#curves.curves }),
      ...(this.#matches === undefined ? {} : { matches: this.#matches.matches }),
    };
  }
}
