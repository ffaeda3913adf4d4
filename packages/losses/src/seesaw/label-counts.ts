import type { SavedState, StateTensor } from '@ecm/core/model';

import { savedNumbers } from '../state/saved-numbers.js';

/** Counts of the labels seen so far, background last; in double precision, since a float32 counter stops at 2^24. */
export class LabelCounts implements SavedState {
  /** Labels of the present step [C + 1]. */
  readonly increments: Float64Array;
  #counts: Float64Array;

  constructor(classes: number) {
    this.increments = new Float64Array(classes + 1);
    this.#counts = new Float64Array(classes + 1);
  }

  /** Counts including the present step [C + 1]. */
  get current(): Float64Array {
    return this.#counts.map((count, c) => count + this.increments[c]);
  }

  count(labels: Int32Array): void {
    for (const label of labels) this.increments[label]++;
  }

  /** Makes the present step's counts permanent. */
  advance(): void {
    this.#counts = this.current;
    this.increments.fill(0);
  }

  save(): Readonly<Record<string, StateTensor>> {
    return { cum_samples: { shape: [this.#counts.length], data: this.#counts.slice() } };
  }

  load(state: Readonly<Record<string, StateTensor>>): void {
    this.#counts = savedNumbers(state, 'SeesawLoss', 'cum_samples', this.#counts.length) ?? this.#counts;
    this.increments.fill(0);
  }
}
