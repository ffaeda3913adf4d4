import type { SavedState, StateTensor } from '@ecm/core/model';

import type { MeanScoreOptions } from '../reference/loce/mean-scores.js';
import { updateMeanScores } from '../reference/loce/mean-scores.js';
import { savedNumbers } from '../state/saved-numbers.js';

/** Mean scores of the classes, background last, with what the present step adds. */
export class MeanScores implements SavedState {
  /** Records of the present step: counts by class, then sums of scores [2 · C]. */
  readonly increments: Float64Array;
  readonly #options: MeanScoreOptions & { readonly classes: number };
  #scores: Float64Array;
  #pending = false;

  constructor(options: MeanScoreOptions & { readonly classes: number; readonly initialScore?: number }) {
    this.#options = options;
    this.increments = new Float64Array(2 * options.classes);
    this.#scores = new Float64Array(options.classes + 1).fill(options.initialScore ?? 0.01);
  }

  /** Mean scores including the present step [C + 1]. */
  get current(): Float64Array {
    // A worker without rows takes the records of the others.
    if (!this.#pending && this.increments.every((value) => value === 0)) return this.#scores.slice();
    const { classes } = this.#options;
    return updateMeanScores(this.#scores, this.increments.subarray(0, classes), this.increments.subarray(classes), this.#options);
  }

  /** Adds records. @param summed counts by class, then sums of scores [2 · C] */
  count(summed: Float64Array): void {
    summed.forEach((value, k) => (this.increments[k] += value));
    this.#pending = true;
  }

  /** Makes the present step's records permanent. */
  advance(): void {
    this.#scores = this.current;
    this.increments.fill(0);
    this.#pending = false;
  }

  save(): Readonly<Record<string, StateTensor>> {
    return { mean_score: { shape: [this.#scores.length], data: this.#scores.slice() } };
  }

  load(state: Readonly<Record<string, StateTensor>>): void {
    this.#scores = savedNumbers(state, 'LoceLoss', 'mean_score', this.#scores.length) ?? this.#scores;
    this.increments.fill(0);
    this.#pending = false;
  }
}
