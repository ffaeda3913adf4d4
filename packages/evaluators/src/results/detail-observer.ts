import type { MatchedCategory, MatchObserver } from '../matching/category-evaluator.js';
import type { Protocol } from '../protocol/protocol.js';
import { CurveCollector } from './curve-collector.js';
import type { DetailedResult, ResultDetails } from './detailed-result.js';
import type { Observed } from './observed.js';
import { MatchCollector } from './match-collector.js';
import { PoolCollector } from './pool-collector.js';

/** Shows the matches of each class to everything that a protocol or a user wants to know besides the figures. */
export class DetailObserver implements MatchObserver {
  readonly #pools: PoolCollector | undefined;
  readonly #curves: CurveCollector | undefined;
  readonly #matches: MatchCollector | undefined;
  readonly #others: readonly MatchObserver[];
  readonly #protocol: Protocol;

  constructor(observed: Observed, protocol: Protocol, details: ResultDetails) {
    const { truth, rules } = observed;
    const { categories } = truth;
    this.#protocol = protocol;
    if (protocol.pools !== undefined) this.#pools = new PoolCollector(rules, categories.frequencies);
    if (details.curves === true) {
      const ids = rules.classAgnostic ? Float64Array.of(-1) : categories.index.ids;
      this.#curves = new CurveCollector(ids, rules.thresholds);
    }
    if (details.matches === true) this.#matches = new MatchCollector(observed);
    this.#others = details.observers?.map((create) => create(observed)) ?? [];
  }

  /** Whether anything is observed at all; matching is cheaper without. */
  get isNeeded(): boolean {
    return this.#others.length > 0 || [this.#pools, this.#curves, this.#matches].some((collector) => collector !== undefined);
  }

  category(category: number, matched: MatchedCategory): void {
    this.#pools?.category(category, matched);
    this.#curves?.category(category, matched);
    this.#matches?.category(category, matched);
    for (const observer of this.#others) observer.category(category, matched);
  }

  /** @returns figures of pools */
  get summary(): Record<string, number> {
    return this.#pools?.summary(this.#protocol.pools ?? []) ?? {};
  }

  /** @returns what was asked for besides figures */
  get details(): Pick<DetailedResult, 'curves' | 'matches' | 'missed'> {
    return {
      ...(this.#curves === undefined ? {} : { curves: this.#curves.curves }),
      ...(this.#matches === undefined ? {} : { matches: this.#matches.matches, missed: this.#matches.missed }),
    };
  }
}
