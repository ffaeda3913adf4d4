import type { SavedState, StateTensor } from '@ecm/core/model';

import { gradientRatio } from '../reference/classification/eqlv2.js';
import { savedNumbers } from '../state/saved-numbers.js';

const owner = 'Eqlv2Loss';

/** Accumulated |gradient| of positives and negatives of each class, in double precision: it grows for the whole training. */
export class GradientRatios implements SavedState {
  /** Positives, then negatives, of the present step [2 · C]. */
  readonly increments: Float64Array;
  readonly #classes: number;
  #positive: Float64Array;
  #negative: Float64Array;
  #ratios: Float64Array;
  #pending = false;

  constructor(classes: number) {
    this.#classes = classes;
    this.increments = new Float64Array(2 * classes);
    this.#positive = new Float64Array(classes);
    this.#negative = new Float64Array(classes);
    // So large that the first step is not weighted.
    this.#ratios = new Float64Array(classes).fill(100);
  }

  /** Positive over negative gradient of each class [C]. */
  get ratios(): Float64Array {
    return this.#ratios;
  }

  /** Adds a batch to the increments. @param gradient by the logits [R · (C + 1)] @param factor by which it was multiplied */
  count(gradient: Float32Array, labels: Int32Array, factor: number): void {
    this.#pending = true;
    if (factor === 0) return;
    for (let row = 0; row < labels.length; row++) {
      const start = row * (this.#classes + 1);
      const label = labels[row];
      this.#addNegatives(gradient, start, 0, Math.min(label, this.#classes), 1 / factor);
      this.#addNegatives(gradient, start, label + 1, this.#classes, 1 / factor);
      if (label < this.#classes) this.increments[label] += Math.abs(gradient[start + label]) / factor;
    }
  }

  #addNegatives(gradient: Float32Array, start: number, from: number, to: number, scale: number): void {
    const negatives = this.increments.subarray(this.#classes);
    for (let c = from; c < to; c++) negatives[c] += Math.abs(gradient[start + c]) * scale;
  }

  /** Takes over the increments of the step; a worker without rows takes those of the others. */
  advance(): void {
    if (!this.#pending && this.increments.every((value) => value === 0)) return;
    this.#positive = this.#positive.map((value, c) => value + this.increments[c]);
    this.#negative = this.#negative.map((value, c) => value + this.increments[this.#classes + c]);
    this.#ratios = this.#positive.map((value, c) => gradientRatio(value, this.#negative[c]));
    this.increments.fill(0);
    this.#pending = false;
  }

  save(): Readonly<Record<string, StateTensor>> {
    const shape = [this.#classes];
    return {
      pos_grad: { shape, data: this.#positive.slice() },
      neg_grad: { shape, data: this.#negative.slice() },
      pos_neg: { shape, data: this.#ratios.slice() },
    };
  }

  load(state: Readonly<Record<string, StateTensor>>): void {
    this.#positive = savedNumbers(state, owner, 'pos_grad', this.#classes) ?? this.#positive;
    this.#negative = savedNumbers(state, owner, 'neg_grad', this.#classes) ?? this.#negative;
    this.#ratios = savedNumbers(state, owner, 'pos_neg', this.#classes) ?? this.#ratios;
    this.increments.fill(0);
    this.#pending = false;
  }
}
