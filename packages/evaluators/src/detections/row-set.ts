import { CHUNK_BITS, CHUNK_ROWS } from './detection-chunk.js';
import type { DetectionStore } from './detection-store.js';

/** A set of row numbers of a store, one byte a row. */
export class RowSet {
  readonly #marks: Uint8Array[];

  constructor(store: DetectionStore) {
    this.#marks = store.chunks.map(({ count }) => new Uint8Array(count));
  }

  add(row: number): void {
    this.#marks[row >> CHUNK_BITS][row & (CHUNK_ROWS - 1)] = 1;
  }

  has(row: number): boolean {
    return this.#marks[row >> CHUNK_BITS][row & (CHUNK_ROWS - 1)] === 1;
  }
}
