import type { DetailedResult, ResultDetails } from '../results/detailed-result.js';
import type { ErrorBreakdown } from './error-breakdown.js';
import type { ErrorOptions } from './error-collector.js';
import { ErrorCollector } from './error-collector.js';

/** A result with its errors. */
export interface AnalysedResult extends DetailedResult {
  readonly errors: ErrorBreakdown;
}

/**
 * Adds a breakdown of errors to results: `analysis.complete(evaluator.finish(analysis.watch()))`. For masks call
 * `evaluator.keepJudgedMasks()` before any detection is added, so that those of other classes can be compared too.
 */
export class ErrorAnalysis {
  readonly #options: ErrorOptions;
  readonly #collectors: ErrorCollector[] = [];

  constructor(options: ErrorOptions = {}) {
    this.#options = options;
  }

  /** @returns the details, watched by this analysis too */
  watch(details: ResultDetails = {}): ResultDetails {
    return {
      ...details,
      observers: [
        ...(details.observers ?? []),
        (observed) => {
          const collector = new ErrorCollector(observed);
          this.#collectors.push(collector);
          return collector;
        },
      ],
    };
  }

  /** @param results of the evaluation that was watched */
  complete(results: readonly DetailedResult[]): AnalysedResult[] {
    return results.map((result, i) => ({ ...result, errors: this.#collectors[i].breakdown(this.#options) }));
  }
}
