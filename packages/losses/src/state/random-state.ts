import type { RandomStream } from '@ecm/core';
import type { SavedState, StateTensor } from '@ecm/core/model';

import { savedNumbers } from './saved-numbers.js';

/** Keeps a random stream in the checkpoint. */
export class RandomState implements SavedState {
  readonly #owner: string;
  readonly #random: RandomStream;

  /** @param owner the loss, for messages */
  constructor(owner: string, random: RandomStream) {
    this.#owner = owner;
    this.#random = random;
  }

  save(): Readonly<Record<string, StateTensor>> {
    const data = Float64Array.from(this.#random.save());
    return { random: { shape: [data.length], data } };
  }

  load(state: Readonly<Record<string, StateTensor>>): void {
    const saved = savedNumbers(state, this.#owner, 'random', this.#random.save().length);
    if (saved !== undefined) this.#random.restore(Array.from(saved));
  }
}
