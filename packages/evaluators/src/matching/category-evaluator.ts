import type { GroupedRows } from '../detections/grouped-rows.js';
import type { EvaluationRules, View } from '../rules/evaluation-rules.js';
import { viewsOf } from '../rules/evaluation-rules.js';
import type { EvaluationData } from './category-loader.js';
import { CategoryLoader } from './category-loader.js';
import type { MatchMasks } from './cell-matcher.js';
import type { ClassMatcher } from './class-matcher.js';
import { DetectionBatch, TruthBatch } from './detection-batch.js';
import { PrecisionRecall } from './precision-recall.js';
import { StableDescending } from './stable-descending.js';

/** Figures of one class in one view; absent where no ground truth counts. */
export interface ViewMeasure {
  /** Mean precision over the recall points at each threshold. */
  readonly precision: readonly number[];
  /** Recall at each threshold. */
  readonly recall: readonly number[];
}

/** What one class contributes to an evaluation. */
export interface CategoryMeasure {
  readonly category: number;
  /** Ground truths that count in the range "all". */
  readonly groundTruths: number;
  /** Detections that took part. */
  readonly detections: number;
  /** One entry per view of the rules. */
  readonly views: readonly (ViewMeasure | undefined)[];
}

/** Sees the matches of one class, after all cells of the range "all" are done. */
export interface MatchObserver {
  category(category: number, evaluation: MatchedCategory): void;
}

/** Matches of one class in the range "all"; arrays are reused for the next class. */
export interface MatchedCategory {
  readonly detections: DetectionBatch;
  readonly truths: TruthBatch;
  readonly positives: number;
  readonly hits: Int32Array;
  readonly ignored: Int32Array;
  /** Ground truth (position in `truths`) that each detection took at the first threshold, −1 for none. */
  readonly partners: Int32Array;
  /** Detections by descending score. */
  readonly order: Int32Array;
  /** Curves of the range "all" with the largest limit; undefined without ground truth that counts. */
  readonly curves: PrecisionRecall | undefined;
}

/** @returns numbers of detections and ground truths that no class exceeds */
export function largestClass({ detections, truthRows }: EvaluationData): { detections: number; truths: number } {
  return { detections: largestGroup(detections), truths: largestGroup(truthRows) };
}

function largestGroup({ starts }: GroupedRows): number {
  let largest = 0;
  for (let group = 0; group + 1 < starts.length; group++) largest = Math.max(largest, starts[group + 1] - starts[group]);
  return largest;
}

/** Evaluates classes one at a time; holds working memory of the size of one class. */
export class CategoryEvaluator {
  readonly #rules: EvaluationRules;
  readonly #views: readonly View[];
  readonly #matcher: ClassMatcher;
  readonly #loader: CategoryLoader;
  readonly #observer: MatchObserver | undefined;
  readonly #detections: DetectionBatch;
  readonly #truths: TruthBatch;
  readonly #sorter = new StableDescending();
  readonly #curves: PrecisionRecall;
  readonly #partners: Int32Array | undefined;
  /** Outcome by area range. */
  readonly #masks: readonly MatchMasks[];

  constructor(data: EvaluationData, rules: EvaluationRules, matcher: ClassMatcher, observer?: MatchObserver) {
    this.#rules = rules;
    this.#views = viewsOf(rules);
    this.#matcher = matcher;
    this.#loader = new CategoryLoader(data, rules);
    this.#observer = observer;
    this.#curves = new PrecisionRecall(rules.thresholds.length, rules.recallPoints);
    const { columns } = matcher;
    const largest = largestClass(data);
    this.#detections = new DetectionBatch(columns);
    this.#truths = new TruthBatch(columns);
    this.#detections.reserve(largest.detections);
    this.#truths.reserve(largest.truths);
    this.#masks = rules.ranges.map(() => ({ hits: columns.integers(largest.detections), ignored: columns.integers(largest.detections) }));
    this.#partners = observer === undefined ? undefined : columns.integers(largest.detections);
    matcher.prepare({ detections: this.#detections, truths: this.#truths, masks: this.#masks, partners: this.#partners });
  }

  evaluate(category: number): CategoryMeasure {
    const positives = this.#loader.loadTruths(category, this.#truths);
    if (positives.every((count) => count === 0) && this.#observer === undefined) {
      const detections = this.#loader.countDetections(category);
      return { category, groundTruths: 0, detections, views: this.#views.map(() => undefined) };
    }
    this.#loader.loadDetections(category, this.#detections);
    this.#partners?.fill(-1, 0, this.#detections.count);
    this.#matcher.match();
    return this.#measure(category, positives);
  }

  #measure(category: number, positives: Int32Array): CategoryMeasure {
    const { count, scores, ranks } = this.#detections;
    const order = this.#sorter.sort(scores, count);
    const views = this.#views.map(({ range, cap }) => {
      if (positives[range] === 0) return undefined;
      const ranked = { ...this.#masks[range], order, count, ...(cap === Infinity ? {} : { ranks }) };
      this.#curves.trace(ranked, positives[range], cap);
      return this.#viewMeasure();
    });
    this.#notify(category, positives[0], order);
    return { category, groundTruths: positives[0], detections: count, views };
  }

  #viewMeasure(): ViewMeasure {
    // Lists, because so many typed arrays of so few numbers would take longer to make than to fill.
    const precision: number[] = [];
    const recall: number[] = [];
    for (let t = 0; t < this.#rules.thresholds.length; t++) {
      precision.push(this.#curves.meanPrecision(t));
      recall.push(this.#curves.recall(t));
    }
    return { precision, recall };
  }

  #notify(category: number, positives: number, order: Int32Array): void {
    if (this.#observer === undefined || this.#partners === undefined) return;
    const detections = this.#detections;
    const { hits, ignored } = this.#masks[0];
    if (positives > 0) this.#curves.trace({ hits, ignored, order, count: detections.count }, positives, Infinity);
    const curves = positives > 0 ? this.#curves : undefined;
    const truths = this.#truths;
    this.#observer.category(category, { detections, truths, positives, hits, ignored, partners: this.#partners, order, curves });
  }
}
