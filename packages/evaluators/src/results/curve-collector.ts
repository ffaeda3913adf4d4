import type { MatchedCategory, MatchObserver } from '../matching/category-evaluator.js';

/** Precision–recall curves of one class in the range "all", at each IoU threshold. */
export interface CategoryCurves {
  /** Id of the class in files. */
  readonly id: number;
  readonly thresholds: Float64Array;
  /** Precision at each recall point 0, 0.01 … 1; one array per threshold. */
  readonly precision: readonly Float64Array[];
  /** Score at which each recall is reached, NaN where it never is; one array per threshold. */
  readonly scores: readonly Float64Array[];
}

/** Keeps the curves of every class that has ground truth. */
export class CurveCollector implements MatchObserver {
  readonly curves: CategoryCurves[] = [];
  readonly #ids: Float64Array;
  readonly #thresholds: Float64Array;

  constructor(ids: Float64Array, thresholds: Float64Array) {
    this.#ids = ids;
    this.#thresholds = thresholds;
  }

  category(category: number, { curves, detections }: MatchedCategory): void {
    if (curves === undefined) return;
    const traced = Array.from(this.#thresholds, (_, t) => curves.curve(t, detections.scores));
    this.curves.push({
      id: this.#ids[category] ?? -1,
      thresholds: this.#thresholds,
      precision: traced.map(({ precision }) => precision),
      scores: traced.map(({ scores }) => scores),
    });
  }
}
