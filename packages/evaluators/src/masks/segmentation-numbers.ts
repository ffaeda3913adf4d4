import { grown, nextCapacity } from '../ground-truth/grown.js';
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
  #partEnds: Float64Array = new Float64Array(1024);
  #parts = 0;
  /** Number of the first part behind each row. */
  #rowEnds: Uint32Array = new Uint32Array(1024);
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
    this.#endPart();
  }

  /** Adds a row of polygons whose values stand one after the other from `start` on. @param lengths of the polygons `first … last − 1` */
  addSinglesRow(values: Float32Array, start: number, lengths: Int32Array, first: number, last: number): void {
    let from = start;
    for (let part = first; part < last; part++) {
      const end = from + lengths[part];
      while (from < end) {
        const at = this.#length % BLOCK;
        if (at === 0 && this.#blocks.length * BLOCK <= this.#length) this.#blocks.push(new Float32Array(BLOCK));
        const count = Math.min(end - from, BLOCK - at);
        const block = this.#blocks[Math.floor(this.#length / BLOCK)];
        for (let i = 0; i < count; i++) block[at + i] = values[from + i];
        from += count;
        this.#length += count;
      }
      this.#endPart();
    }
    this.endPolygons();
  }

  addCounts(counts: ArrayLike<number>, length: number = counts.length): void {
    this.addRing(counts, length);
  }

  endPolygons(): void {
    if (this.#rows === this.#rowEnds.length) this.#rowEnds = grown(this.#rowEnds, nextCapacity(this.#rows));
    this.#rowEnds[this.#rows++] = this.#parts;
  }

  endRunLengths(): void {
    this.endPolygons();
  }

  #endPart(): void {
    if (this.#parts === this.#partEnds.length) this.#partEnds = grown(this.#partEnds, nextCapacity(this.#parts));
    this.#partEnds[this.#parts++] = this.#length;
  }

  dropRow(): void {
    this.#parts = this.#rows === 0 ? 0 : this.#rowEnds[this.#rows - 1];
    this.#length = this.#parts === 0 ? 0 : this.#partEnds[this.#parts - 1];
    this.#blocks.length = Math.ceil(this.#length / BLOCK);
  }
}
