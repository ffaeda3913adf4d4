import type { EvaluationRules, View } from '../rules/evaluation-rules.js';
import { viewsOf } from '../rules/evaluation-rules.js';
import { CandidateList } from './candidate-list.js';
import type { EvaluationData } from './category-loader.js';
import { CategoryLoader } from './category-loader.js';
import { CellMatcher } from './cell-matcher.js';
import type { Cell } from './detection-batch.js';
import { DetectionBatch, TruthBatch } from './detection-batch.js';
import type { OverlapFinder } from './overlap-finder.js';
import { PrecisionRecall } from './precision-recall.js';
import { StableDescending } from './stable-descending.js';

/** Figures of one class in one view; absent where no ground truth counts. */
export interface ViewMeasure {
  /** Mean precision over the recall points at each threshold. */
  readonly precision: Float64Array;
  /** Recall at each threshold. */
  readonly recall: Float64Array;
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

/** Evaluates classes one at a time; holds working memory of the size of one class. */
export class CategoryEvaluator {
  readonly #rules: EvaluationRules;
  readonly #views: readonly View[];
  readonly #finder: OverlapFinder;
  readonly #loader: CategoryLoader;
  readonly #observer: MatchObserver | undefined;
  readonly #detections = new DetectionBatch();
  readonly #truths = new TruthBatch();
  readonly #candidates = new CandidateList();
  readonly #sorter = new StableDescending();
  readonly #curves: PrecisionRecall;
  #matcher: CellMatcher;
  #partners = new Int32Array(0);
  /** Masks of one range after the other. */
  #masks: { hits: Int32Array; ignored: Int32Array }[] = [];

  constructor(data: EvaluationData, rules: EvaluationRules, finder: OverlapFinder, observer?: MatchObserver) {
    this.#rules = rules;
    this.#views = viewsOf(rules);
    this.#finder = finder;
    this.#loader = new CategoryLoader(data, rules);
    this.#observer = observer;
    this.#matcher = new CellMatcher(rules.thresholds);
    this.#curves = new PrecisionRecall(rules.thresholds.length, rules.recallPoints);
  }

  evaluate(category: number): CategoryMeasure {
    const positives = this.#loader.loadTruths(category, this.#truths);
    if (positives.every((count) => count === 0) && this.#observer === undefined) {
      const detections = this.#loader.countDetections(category);
      return { category, groundTruths: 0, detections, views: this.#views.map(() => undefined) };
    }
    this.#loader.loadDetections(category, this.#detections);
    this.#reserve(this.#detections.count);
    this.#finder.begin(this.#truths);
    this.#matchCells();
    return this.#measure(category, positives);
  }

  #matchCells(): void {
    const detections = this.#detections;
    const truths = this.#truths;
    const cell: Cell = { d0: 0, d1: 0, g0: 0, g1: 0 };
    // Most detections are near no ground truth.
    this.#masks.forEach((masks, range) => {
      this.#matcher.leaveUnmatched(range, detections, masks);
    });
    while (cell.d0 < detections.count) {
      const image = detections.images[cell.d0];
      cell.d1 = cell.d0 + 1;
      while (cell.d1 < detections.count && detections.images[cell.d1] === image) cell.d1++;
      while (cell.g0 < truths.count && truths.images[cell.g0] < image) cell.g0++;
      cell.g1 = cell.g0;
      while (cell.g1 < truths.count && truths.images[cell.g1] === image) cell.g1++;
      if (cell.g1 > cell.g0) this.#matchCell(cell);
      cell.d0 = cell.d1;
      cell.g0 = cell.g1;
    }
  }

  #matchCell(cell: Cell): void {
    const detections = this.#detections;
    const truths = this.#truths;
    const candidates = this.#candidates;
    candidates.clear(cell.d1 - cell.d0);
    this.#finder.find(cell, detections, truths, candidates);
    if (candidates.length === 0) return;
    for (let range = 0; range < this.#masks.length; range++) {
      this.#matcher.match(cell, range, detections, truths, candidates, this.#masks[range]);
    }
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
    const thresholds = this.#rules.thresholds.length;
    const precision = new Float64Array(thresholds);
    const recall = new Float64Array(thresholds);
    for (let t = 0; t < thresholds; t++) {
      precision[t] = this.#curves.meanPrecision(t);
      recall[t] = this.#curves.recall(t);
    }
    return { precision, recall };
  }

  #notify(category: number, positives: number, order: Int32Array): void {
    if (this.#observer === undefined) return;
    const detections = this.#detections;
    const { hits, ignored } = this.#masks[0];
    if (positives > 0) this.#curves.trace({ hits, ignored, order, count: detections.count }, positives, Infinity);
    const curves = positives > 0 ? this.#curves : undefined;
    const truths = this.#truths;
    this.#observer.category(category, { detections, truths, positives, hits, ignored, partners: this.#partners, order, curves });
  }

  #reserve(count: number): void {
    if (this.#masks.length === 0 || count > this.#masks[0].hits.length) {
      const capacity = Math.ceil(1.25 * count) + 64;
      this.#masks = this.#rules.ranges.map(() => ({ hits: new Int32Array(capacity), ignored: new Int32Array(capacity) }));
      if (this.#observer !== undefined) {
        this.#partners = new Int32Array(capacity);
        this.#matcher = new CellMatcher(this.#rules.thresholds, this.#partners);
      }
    }
    if (this.#observer !== undefined) this.#partners.fill(-1, 0, count);
  }
}
