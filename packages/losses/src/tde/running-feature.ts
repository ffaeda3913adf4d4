import type { SavedState, StateTensor } from '@ecm/core/model';

import { runningFeature } from '../reference/classification/tde.js';
import { savedNumbers } from '../state/saved-numbers.js';

/** Choices of the running feature. */
export interface RunningFeatureOptions {
  /** Number C of foreground classes. */
  readonly classes: number;
  /** Number D of features. */
  readonly width: number;
  /** Momentum μ; default 0.9998. */
  readonly mu?: number | undefined;
  /** Take labels > 0 for foreground as the original does, which leaves class 0 out and background in; default false. */
  readonly compatLabelBug?: boolean | undefined;
}

/** Running sum of the mean foreground features; only its direction matters. Not synchronised between workers. */
export class RunningFeature implements SavedState {
  readonly #options: RunningFeatureOptions;
  #value: Float64Array;

  constructor(options: RunningFeatureOptions) {
    this.#options = options;
    this.#value = new Float64Array(options.width);
  }

  /** [D] */
  get value(): Float32Array {
    return Float32Array.from(this.#value);
  }

  /** Takes a batch in; one without foreground changes nothing. @param features [R · D] */
  observe(features: Float32Array, labels: Int32Array): void {
    const { classes, mu, compatLabelBug = false } = this.#options;
    const isForeground = (row: number) => (compatLabelBug ? labels[row] > 0 : labels[row] < classes);
    this.#value = runningFeature(this.#value, features, isForeground, mu);
  }

  save(): Readonly<Record<string, StateTensor>> {
    return { embed_mean: { shape: [1, this.#value.length], data: this.#value.slice() } };
  }

  load(state: Readonly<Record<string, StateTensor>>): void {
    this.#value = savedNumbers(state, 'TDE', 'embed_mean', this.#value.length) ?? this.#value;
  }
}
