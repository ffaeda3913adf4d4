import { PRECISION_EPSILON } from '../rules/thresholds.js';
import type { ClassRankings } from './class-rankings.js';

/**
 * AP of a class when every image counts a whole number of times, equal to an evaluation in which the images, their objects and
 * their detections occur that often, the copies of an image beside it.
 *
 * Copies of a detection have equal scores and come one after the other, so a detection with weight w adds w at once; only
 * detections of one image with equal scores have to be repeated as a group, as their copies alternate.
 */
export class WeightedPrecision {
  readonly #rankings: ClassRankings;
  readonly #thresholds: number;
  readonly #recallPoints: Float64Array;
  readonly #found: Int32Array;
  readonly #missed: Int32Array;
  /** Steps of the curve at each threshold: objects found so far and the precision there. */
  readonly #steps: Int32Array;
  readonly #reached: Int32Array[];
  readonly #precision: Float64Array[];
  /** Objects that have to be found for each recall point. */
  readonly #needed: Int32Array;
  #common = 0;

  constructor(rankings: ClassRankings, thresholds: number, recallPoints: Float64Array) {
    this.#rankings = rankings;
    this.#thresholds = thresholds;
    this.#recallPoints = recallPoints;
    this.#found = new Int32Array(thresholds);
    this.#missed = new Int32Array(thresholds);
    this.#steps = new Int32Array(thresholds);
    this.#reached = Array.from({ length: thresholds }, () => new Int32Array(1024));
    this.#precision = Array.from({ length: thresholds }, () => new Float64Array(1024));
    this.#needed = new Int32Array(recallPoints.length);
  }

  /**
   * Traces the curves of class number k of the rankings.
   *
   * @param weights how often each image counts
   * @param precision receives the mean precision over the recall points at each threshold
   * @returns number of objects; without any, there is no precision
   */
  trace(k: number, weights: Uint16Array, precision: Float64Array): number {
    const { starts, images, hits, ignored, tied } = this.#rankings;
    const positives = this.#countObjects(k, weights);
    if (positives === 0) return 0;
    this.#found.fill(0);
    this.#missed.fill(0);
    this.#steps.fill(0);
    this.#common = 0;
    const end = starts[k + 1];
    for (let i = starts[k]; i < end; i++) {
      const weight = weights[images[i]];
      if (tied[i] === 1) {
        const first = i;
        while (tied[i] === 1) i++;
        for (let copy = 0; copy < weight; copy++) for (let member = first; member <= i; member++) this.#count(member, 1);
      } else if (weight > 0) {
        if (hits[i] === 0 && ignored[i] === 0) this.#common += weight;
        else this.#count(i, weight);
      }
    }
    this.#findNeeded(positives);
    for (let t = 0; t < this.#thresholds; t++) precision[t] = this.#meanPrecision(t);
    return positives;
  }

  #countObjects(k: number, weights: Uint16Array): number {
    const { truthStarts, truthImages } = this.#rankings;
    let count = 0;
    for (let g = truthStarts[k]; g < truthStarts[k + 1]; g++) count += weights[truthImages[g]];
    return count;
  }

  #count(i: number, weight: number): void {
    const hit = this.#rankings.hits[i];
    const ignore = this.#rankings.ignored[i];
    const found = this.#found;
    const missed = this.#missed;
    for (let t = 0; t < this.#thresholds; t++) {
      if (((hit >>> t) & 1) !== 0) {
        const right = (found[t] += weight);
        this.#step(t, right, right / (missed[t] + this.#common + right + PRECISION_EPSILON));
      } else if (((ignore >>> t) & 1) === 0) missed[t] += weight;
    }
  }

  #step(t: number, found: number, precision: number): void {
    const step = this.#steps[t]++;
    if (step === this.#reached[t].length) {
      const reached = new Int32Array(2 * step);
      reached.set(this.#reached[t]);
      this.#reached[t] = reached;
      const precisions = new Float64Array(2 * step);
      precisions.set(this.#precision[t]);
      this.#precision[t] = precisions;
    }
    this.#reached[t][step] = found;
    this.#precision[t][step] = precision;
  }

  #findNeeded(positives: number): void {
    for (let point = 0; point < this.#recallPoints.length; point++) {
      const recall = this.#recallPoints[point];
      // Division decides whether a recall is reached, as in the evaluation.
      let count = Math.max(1, Math.floor(recall * positives) - 1);
      while (count / positives < recall) count++;
      this.#needed[point] = count;
    }
  }

  /** From the end: the best precision to come, at each recall point that the step reaches first. */
  #meanPrecision(t: number): number {
    const reached = this.#reached[t];
    const precision = this.#precision[t];
    const needed = this.#needed;
    let point = needed.length - 1;
    while (point >= 0 && needed[point] > this.#found[t]) point--;
    let best = 0;
    let sum = 0;
    for (let step = this.#steps[t] - 1; step >= 0 && point >= 0; step--) {
      if (precision[step] > best) best = precision[step];
      const before = step === 0 ? 0 : reached[step - 1];
      while (point >= 0 && needed[point] > before) {
        sum += best;
        point--;
      }
    }
    return sum / needed.length;
  }
}
