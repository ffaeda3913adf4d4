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
  /** Places of the detections that are more than wrong at every threshold: right or not judged at some, or first of tied ones. */
  readonly #events: Int32Array;
  readonly #eventStarts: Int32Array;
  /** Steps of the curve of each threshold: objects found so far and the precision there, `#room` places for each threshold. */
  readonly #steps: Int32Array;
  #room = 0;
  #reached = new Int32Array(0);
  #precision = new Float64Array(0);
  /** Objects that have to be found for each recall point. */
  readonly #needed: Int32Array;

  constructor(rankings: ClassRankings, thresholds: number, recallPoints: Float64Array) {
    this.#rankings = rankings;
    this.#thresholds = thresholds;
    this.#recallPoints = recallPoints;
    this.#found = new Int32Array(thresholds);
    this.#missed = new Int32Array(thresholds);
    this.#steps = new Int32Array(thresholds);
    this.#needed = new Int32Array(recallPoints.length);
    const { starts, hits, ignored, tied } = rankings;
    const isEvent = (i: number): boolean => hits[i] !== 0 || ignored[i] !== 0 || tied[i] === 1;
    this.#events = Int32Array.from(hits.keys()).filter((i) => isEvent(i) && (i === 0 || tied[i - 1] === 0));
    let event = 0;
    this.#eventStarts = starts.map((start) => {
      while (event < this.#events.length && this.#events[event] < start) event++;
      return event;
    });
  }

  /**
   * Traces the curves of class number k of the rankings.
   *
   * @param weights how often each image counts
   * @param precision receives the mean precision over the recall points at each threshold
   * @returns number of objects; without any, there is no precision
   */
  trace(k: number, weights: Uint8Array, precision: Float64Array): number {
    const { starts, images, hits, ignored, tied } = this.#rankings;
    const positives = this.#countObjects(k, weights);
    if (positives === 0) return 0;
    this.#begin(positives);
    let common = 0;
    let i = starts[k];
    for (let event = this.#eventStarts[k]; event < this.#eventStarts[k + 1]; event++) {
      const place = this.#events[event];
      for (; i < place; i++) common += weights[images[i]];
      const weight = weights[images[i]];
      if (tied[i] === 1) {
        const first = i;
        while (tied[i] === 1) i++;
        for (let copy = 0; copy < weight; copy++) {
          for (let member = first; member <= i; member++) this.#count(hits[member], ignored[member], 1, common);
        }
      } else if (weight > 0) this.#count(hits[i], ignored[i], weight, common);
      i++;
    }
    this.#findNeeded(positives);
    for (let t = 0; t < this.#thresholds; t++) precision[t] = this.#meanPrecision(t);
    return positives;
  }

  #countObjects(k: number, weights: Uint8Array): number {
    const { truthStarts, truthImages } = this.#rankings;
    let count = 0;
    for (let g = truthStarts[k]; g < truthStarts[k + 1]; g++) count += weights[truthImages[g]];
    return count;
  }

  /** Every step finds an object, so there are at most as many steps as objects. */
  #begin(positives: number): void {
    this.#found.fill(0);
    this.#missed.fill(0);
    this.#steps.fill(0);
    if (positives <= this.#room) return;
    this.#room = 2 * positives;
    this.#reached = new Int32Array(this.#thresholds * this.#room);
    this.#precision = new Float64Array(this.#thresholds * this.#room);
  }

  /** @param common weight of the detections so far that are wrong at every threshold and were not counted one by one */
  #count(hit: number, ignore: number, weight: number, common: number): void {
    const found = this.#found;
    const missed = this.#missed;
    const steps = this.#steps;
    const reached = this.#reached;
    const precision = this.#precision;
    const thresholds = this.#thresholds;
    const room = this.#room;
    for (let t = 0; t < thresholds; t++) {
      if (((hit >>> t) & 1) !== 0) {
        const right = found[t] + weight;
        found[t] = right;
        const step = t * room + steps[t]++;
        reached[step] = right;
        precision[step] = right / (missed[t] + common + right + PRECISION_EPSILON);
      } else if (((ignore >>> t) & 1) === 0) missed[t] += weight;
    }
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
    const reached = this.#reached;
    const precision = this.#precision;
    const needed = this.#needed;
    const first = t * this.#room;
    let point = needed.length - 1;
    while (point >= 0 && needed[point] > this.#found[t]) point--;
    let best = 0;
    let sum = 0;
    for (let step = first + this.#steps[t] - 1; point >= 0; step--) {
      if (precision[step] > best) best = precision[step];
      const before = step === first ? 0 : reached[step - 1];
      while (point >= 0 && needed[point] > before) {
        sum += best;
        point--;
      }
    }
    return sum / needed.length;
  }
}
