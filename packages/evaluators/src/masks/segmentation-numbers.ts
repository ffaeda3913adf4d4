import type { SegmentationTarget } from './segmentation-target.js';

const BLOCK = 1 << 18;

/**
 * All numbers of all segmentations in single precision: coordinates of polygons, counts of run lengths. Blocks, so that
 * growing copies nothing.
 */
export class SegmentationNumbers implements SegmentationTarget {
  readonly #blocks: Float32Array[] = [];
  #length = 0;
  /** End of each polygon, or of each list of counts. */
  #partEnds = new Float64Array(1024);
  #parts = 0;
  /** Number of the first part behind each row. */
  #rowEnds = new Uint32Array(1024);
  #rows = 0;

  get rows(): number {
    return this.#rows;
  }

  /** Number of values in all rows. */
  get length(): number {
    return this.#length;
  }

  /** @returns the polygons of a row, or one list of run lengths */
  row(row: number): Float32Array[] {
    const lists: Float32Array[] = [];
    for (let part = row === 0 ? 0 : this.#rowEnds[row - 1]; part < this.#rowEnds[row]; part++) {
      const start = part === 0 ? 0 : this.#partEnds[part - 1];
      const list = new Float32Array(this.#partEnds[part] - start);
      for (let i = 0; i < list.length; i++) list[i] = this.#blocks[Math.floor((start + i) / BLOCK)][(start + i) % BLOCK];
      lists.push(list);
    }
    return lists;
  }

  addRing(values: ArrayLike<number>, length: number = values.length): void {
    let at = this.#length % BLOCK;
    let block = this.#blocks[Math.floor(this.#length / BLOCK)];
    for (let i = 0; i < length; i++) {
      if (at === BLOCK || this.#blocks.length * BLOCK <= this.#length + i) {
        block = new Float32Array(BLOCK);
        this.#blocks.push(block);
        at = 0;
      }
      block[at++] = values[i];
    }
    this.#length += length;
    if (this.#parts === this.#partEnds.length) this.#partEnds = grown(this.#partEnds, new Float64Array(Math.ceil(1.5 * this.#parts)));
    this.#partEnds[this.#parts++] = this.#length;
  }

  addCounts(counts: ArrayLike<number>, length: number = counts.length): void {
    this.addRing(counts, length);
  }

  endPolygons(): void {
    if (this.#rows === this.#rowEnds.length) this.#rowEnds = grown(this.#rowEnds, new Uint32Array(Math.ceil(1.5 * this.#rows)));
    this.#rowEnds[this.#rows++] = this.#parts;
  }

  endRunLengths(): void {
    this.endPolygons();
  }

  dropRow(): void {
    this.#parts = this.#rows === 0 ? 0 : this.#rowEnds[this.#rows - 1];
    this.#length = this.#parts === 0 ? 0 : this.#partEnds[this.#parts - 1];
    this.#blocks.length = Math.ceil(this.#length / BLOCK);
  }
}

function grown<A extends Float64Array | Uint32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
