import { grown, nextCapacity } from './grown.js';

/** Where values lie in a file: start and length in bytes of each row, length 0 where a row has none. */
export class ByteRanges {
  #starts: Float64Array = new Float64Array(1024);
  #lengths: Int32Array = new Int32Array(1024);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  push(start: number, length: number): void {
    if (this.#count === this.#starts.length) this.reserve(this.#count + 1);
    this.#starts[this.#count] = start;
    this.#lengths[this.#count++] = length;
  }

  /** Makes room for `rows` rows. @param expected how many there will be at the end, if that is known */
  reserve(rows: number, expected?: number): void {
    if (rows <= this.#starts.length) return;
    const capacity = nextCapacity(rows, expected);
    this.#starts = grown(this.#starts, capacity);
    this.#lengths = grown(this.#lengths, capacity);
  }

  start(row: number): number {
    return this.#starts[row];
  }

  length(row: number): number {
    return this.#lengths[row];
  }
}
