import type { MatchedCategory, MatchObserver } from '../matching/category-evaluator.js';
import { PrecisionRecall } from '../matching/precision-recall.js';
import { StableDescending } from '../matching/stable-descending.js';
import type { EvaluationRules } from '../rules/evaluation-rules.js';

/** Classes whose detections share one curve. */
export interface Pool {
  readonly key: string;
  /** Only classes of this frequency group; all classes if absent. */
  readonly frequency?: string;
}

/** Matches of one class, copied. */
interface CollectedClass {
  readonly category: number;
  readonly positives: number;
  readonly images: Int32Array;
  readonly scores: Float64Array;
  readonly hits: Int32Array;
  readonly ignored: Int32Array;
}

/**
 * AP over pools of classes: one precision–recall curve for all detections of a pool. Of equal scores the one of the lower
 * image comes first, then the one of the lower class.
 *
 * @see Dave et al., "Evaluating Large-Vocabulary Object Detectors", 2021; large-vocab-devil, evaluate_ap_pooled.py
 */
export class PoolCollector implements MatchObserver {
  readonly #rules: EvaluationRules;
  readonly #frequencies: readonly (string | undefined)[];
  readonly #classes: CollectedClass[] = [];

  constructor(rules: EvaluationRules, frequencies: readonly (string | undefined)[]) {
    this.#rules = rules;
    this.#frequencies = frequencies;
  }

  category(category: number, { detections, positives, hits, ignored }: MatchedCategory): void {
    const { count } = detections;
    this.#classes.push({
      category,
      positives,
      images: detections.images.slice(0, count),
      scores: detections.scores.slice(0, count),
      hits: hits.slice(0, count),
      ignored: ignored.slice(0, count),
    });
  }

  /** @returns AP of each pool, −1 without ground truth */
  summary(pools: readonly Pool[]): Record<string, number> {
    this.#classes.sort((a, b) => a.category - b.category);
    return Object.fromEntries(pools.map((pool) => [pool.key, this.#averagePrecision(pool)]));
  }

  #averagePrecision({ frequency }: Pool): number {
    const classes = this.#classes.filter(({ category }) => frequency === undefined || this.#frequencies[category] === frequency);
    const positives = classes.reduce((sum, collected) => sum + collected.positives, 0);
    if (positives === 0) return -1;
    const pool = joinByImage(classes);
    const order = new StableDescending().sort(pool.scores, pool.scores.length);
    const { thresholds, recallPoints } = this.#rules;
    const curves = new PrecisionRecall(thresholds.length, recallPoints);
    curves.trace({ hits: pool.hits, ignored: pool.ignored, order, count: pool.scores.length }, positives, Infinity);
    return thresholds.reduce((sum, _, t) => sum + curves.meanPrecision(t), 0) / thresholds.length;
  }
}

/** Puts the detections of classes one after the other by image, classes in order inside an image. */
function joinByImage(classes: readonly CollectedClass[]): { scores: Float64Array; hits: Int32Array; ignored: Int32Array } {
  const total = classes.reduce((sum, { scores }) => sum + scores.length, 0);
  const lastImage = classes.reduce((last, { images }) => Math.max(last, images.length === 0 ? -1 : images[images.length - 1]), -1);
  const ends = new Int32Array(lastImage + 2);
  for (const { images } of classes) for (const image of images) ends[image + 1]++;
  for (let i = 0; i <= lastImage; i++) ends[i + 1] += ends[i];
  const pool = { scores: new Float64Array(total), hits: new Int32Array(total), ignored: new Int32Array(total) };
  for (const { images, scores, hits, ignored } of classes) {
    for (let i = 0; i < images.length; i++) {
      const at = ends[images[i]]++;
      pool.scores[at] = scores[i];
      pool.hits[at] = hits[i];
      pool.ignored[at] = ignored[i];
    }
  }
  return pool;
}
