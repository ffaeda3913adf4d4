import { PRECISION_EPSILON } from '../rules/thresholds.js';
import type { MatchMasks } from './cell-matcher.js';

/** Detections of one class or pool in order of descending score, with what they were matched to. */
export interface RankedMatches extends MatchMasks {
  /** Positions in the mask arrays, best score first. */
  readonly order: Int32Array;
  readonly count: number;
  /** Place of each detection in its image and class. */
  readonly ranks?: Int32Array;
}

/**
 * Precision–recall curves at all thresholds at once, of one class, range and limit.
 *
 * Precision is needed only where a ground truth is found: between two of them it can only fall, and the envelope takes
 * the best to come. precision = hits / ((misses + hits) + 2^−52).
 *
 * @see lvis-dataset/lvis-api, lvis/eval.py, accumulate
 */
export class PrecisionRecall {
  readonly thresholds: number;
  readonly #points: Float64Array;
  /** Ground truths found at each threshold. */
  readonly found: Int32Array;
  readonly #missed: Int32Array;
  /** Precision after the k-th found ground truth; the envelope after `trace`. */
  readonly #precision: Float64Array[];
  /** Position of the detection that found it. */
  readonly #finders: Int32Array[];
  /** For each recall point the number (from 0) of the found ground truth that reaches it. */
  readonly #reaching: Int32Array;
  #positives = 0;

  constructor(thresholds: number, recallPoints: Float64Array) {
    this.thresholds = thresholds;
    this.#points = recallPoints;
    this.#reaching = new Int32Array(recallPoints.length);
    this.found = new Int32Array(thresholds);
    this.#missed = new Int32Array(thresholds);
    this.#precision = Array.from({ length: thresholds }, () => new Float64Array(64));
    this.#finders = Array.from({ length: thresholds }, () => new Int32Array(64));
  }

  /** Walks the detections of rank below `cap`. @param positives number of ground truths that count, at least 1 */
  trace({ hits, ignored, order, count, ranks }: RankedMatches, positives: number, cap: number): void {
    this.#prepare(positives);
    const all = 2 ** this.thresholds - 1;
    const { found, thresholds } = this;
    const missed = this.#missed;
    const precision = this.#precision;
    const finders = this.#finders;
    // Detections that are wrong at every threshold are the most, counted once for all.
    let common = 0;
    for (let i = 0; i < count; i++) {
      const d = order[i];
      if (ranks !== undefined && ranks[d] >= cap) continue;
      const hit = hits[d];
      const ignore = ignored[d];
      if (hit === 0) {
        if (ignore === 0) common++;
        else if (ignore !== all) for (let t = 0; t < thresholds; t++) missed[t] += 1 - ((ignore >>> t) & 1);
        continue;
      }
      for (let t = 0; t < thresholds; t++) {
        if (((hit >>> t) & 1) !== 0) {
          const k = ++found[t];
          precision[t][k - 1] = k / (missed[t] + common + k + PRECISION_EPSILON);
          finders[t][k - 1] = d;
        } else if (((ignore >>> t) & 1) === 0) missed[t]++;
      }
    }
    for (let t = 0; t < thresholds; t++) envelope(precision[t], found[t]);
  }

  /** @returns share of the ground truths that are found at threshold t */
  recall(t: number): number {
    return this.found[t] / this.#positives;
  }

  /** @returns mean of the precisions at the recall points */
  meanPrecision(t: number): number {
    const found = this.found[t];
    const precision = this.#precision[t];
    const reaching = this.#reaching;
    let sum = 0;
    for (let point = 0; point < reaching.length && reaching[point] < found; point++) sum += precision[reaching[point]];
    return sum / reaching.length;
  }

  /** @returns precision at each recall point, and the score at which it is reached (NaN where recall is never reached) */
  curve(t: number, scores: Float64Array): { precision: Float64Array; scores: Float64Array } {
    const precision = new Float64Array(this.#points.length);
    const reached = new Float64Array(this.#points.length).fill(NaN);
    for (let point = 0; point < precision.length && this.#reaching[point] < this.found[t]; point++) {
      precision[point] = this.#precision[t][this.#reaching[point]];
      reached[point] = scores[this.#finders[t][this.#reaching[point]]];
    }
    return { precision, scores: reached };
  }

  /** Finds, for each recall point, the ground truth that reaches it, if that many are found; the last one for recalls beyond 1. */
  #findReaching(positives: number): void {
    const points = this.#points;
    let k = 0;
    for (let point = 0; point < points.length; point++) {
      const recall = points[point];
      if ((k + 1) / positives < recall) {
        // A jump close to the place, then steps: division decides, as in the reference.
        k = Math.max(k, Math.floor(recall * positives) - 2);
        while (k < positives && (k + 1) / positives < recall) k++;
      }
      this.#reaching[point] = k;
    }
  }

  #prepare(positives: number): void {
    if (positives !== this.#positives) this.#findReaching(positives);
    this.#positives = positives;
    this.found.fill(0);
    this.#missed.fill(0);
    if (positives <= this.#precision[0].length) return;
    for (let t = 0; t < this.thresholds; t++) {
      this.#precision[t] = new Float64Array(2 * positives);
      this.#finders[t] = new Int32Array(2 * positives);
    }
  }
}

/** Replaces each precision by the best from there on. */
function envelope(precision: Float64Array, count: number): void {
  for (let k = count - 2; k >= 0; k--) if (precision[k] < precision[k + 1]) precision[k] = precision[k + 1];
}
