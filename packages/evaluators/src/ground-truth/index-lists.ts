/** One list of indices per row, all in one array: row `i` holds `values[offsets[i] … offsets[i + 1])`. */
export interface IndexLists {
  readonly offsets: Int32Array;
  readonly values: Int32Array;
}

/** Collects rows of ids; ids become indices when all of them are known. */
export class IdListBuilder {
  #ids = new Float64Array(1024);
  #length = 0;
  #offsets: number[] = [0];

  get rows(): number {
    return this.#offsets.length - 1;
  }

  /** Appends an id to the row that is open. */
  push(id: number): void {
    if (this.#length === this.#ids.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#ids);
      this.#ids = larger;
    }
    this.#ids[this.#length++] = id;
  }

  endRow(): void {
    this.#offsets.push(this.#length);
  }

  /** Forgets what the open row has collected. */
  dropRow(): void {
    this.#length = this.#offsets[this.#offsets.length - 1];
  }

  /**
   * @param order row of this builder for each row of the result
   * @param indexOf index of an id, −1 for ids that are unknown and left out
   */
  finish(order: Int32Array, indexOf: (id: number) => number): IndexLists {
    const offsets = new Int32Array(order.length + 1);
    const values = new Int32Array(this.#length);
    let length = 0;
    for (let row = 0; row < order.length; row++) {
      for (let i = this.#offsets[order[row]]; i < this.#offsets[order[row] + 1]; i++) {
        const index = indexOf(this.#ids[i]);
        if (index >= 0) values[length++] = index;
      }
      offsets[row + 1] = length;
    }
    return { offsets, values: values.slice(0, length) };
  }
}
