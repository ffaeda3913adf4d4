/** Where values lie in a file: start and length in bytes of each row, length 0 where a row has none. */
export class ByteRanges {
  #starts = new Float64Array(1024);
  #lengths = new Int32Array(1024);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  push(start: number, length: number): void {
    if (this.#count === this.#starts.length) {
      const capacity = Math.ceil(this.#count * 1.5);
      const starts = new Float64Array(capacity);
      starts.set(this.#starts);
      this.#starts = starts;
      const lengths = new Int32Array(capacity);
      lengths.set(this.#lengths);
      this.#lengths = lengths;
    }
    this.#starts[this.#count] = start;
    this.#lengths[this.#count++] = length;
  }

  start(row: number): number {
    return this.#starts[row];
  }

  length(row: number): number {
    return this.#lengths[row];
  }
}
