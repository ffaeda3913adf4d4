type Numbers = Float64Array | Int32Array | Uint8Array;

/** A typed array that grows: one number per record, without an object per record. */
export class Column<Values extends Numbers> {
  #values: Values;
  #size = 0;

  /** @param empty an empty array of the wanted kind */
  constructor(empty: Values) {
    this.#values = empty;
  }

  get size(): number {
    return this.#size;
  }

  push(value: number): void {
    if (this.#size === this.#values.length) this.#grow(Math.max(1024, this.#size * 2));
    this.#values[this.#size++] = value;
  }

  /** @returns the pushed numbers; the column must not be used afterwards */
  finish(): Values {
    return this.#values.subarray(0, this.#size) as Values;
  }

  #grow(capacity: number): void {
    const grown = new (this.#values.constructor as new (length: number) => Values)(capacity);
    grown.set(this.#values);
    this.#values = grown;
  }
}
