/** @returns 0 … n − 1 in some order */
export type Permutation = (n: number) => ArrayLike<number>;

/** Goes through a list in random order, again and again, each time in a new order. */
export class PermutationCycle {
  readonly #items: readonly number[];
  readonly #permutation: Permutation;
  #order: ArrayLike<number>;
  #position = 0;

  /** @param items not empty */
  constructor(items: readonly number[], permutation: Permutation) {
    this.#items = items;
    this.#permutation = permutation;
    this.#order = permutation(items.length);
  }

  next(): number {
    if (this.#position === this.#order.length) {
      this.#order = this.#permutation(this.#items.length);
      this.#position = 0;
    }
    return this.#items[this.#order[this.#position++]];
  }
}
