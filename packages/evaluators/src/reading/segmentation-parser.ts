import { runLengthsFromBytes } from '@ecm/geometry';

import type { RunLengthSize } from '../ground-truth/run-length-sizes.js';
import { pixelsOf } from '../ground-truth/run-length-sizes.js';
import type { SegmentationTarget } from '../masks/segmentation-target.js';
import type { JsonCursor } from './json-cursor.js';
import { KeyTable } from './key-table.js';

const RUN_LENGTH_KEYS = new KeyTable(['counts', 'size']);
const [OPEN_BRACKET, CLOSE_BRACKET] = [91, 93];

/** Reads segmentations in all forms into a target: polygons, boxes, compressed and plain run lengths. */
export class SegmentationParser {
  readonly #target: SegmentationTarget;
  #ring = new Float64Array(1024);
  #pixels = NaN;
  #size: number[] | undefined;
  /** The open row is one of run lengths. */
  #closed = false;

  constructor(target: SegmentationTarget) {
    this.#target = target;
  }

  /** Forgets what an attempt that stopped at the end of the window has left. */
  beginRow(): void {
    this.#target.dropRow();
    this.#closed = false;
  }

  parse(cursor: JsonCursor): void {
    if (cursor.peek() === OPEN_BRACKET) this.#polygons(cursor);
    else if (cursor.peek() === 123) this.#runLengths(cursor);
    else cursor.skip();
  }

  /** @returns what the row says about its size if it is one of run lengths */
  endRow(): RunLengthSize | undefined {
    if (this.#closed) this.#target.endRunLengths();
    else this.#target.endPolygons();
    return this.#closed ? { pixels: this.#pixels, size: this.#size } : undefined;
  }

  #polygons(cursor: JsonCursor): void {
    if (!cursor.enter(OPEN_BRACKET, CLOSE_BRACKET, 'a list of polygons')) return;
    do this.#target.addRing(this.#ring, this.#numbers(cursor));
    while (cursor.more(CLOSE_BRACKET));
  }

  #runLengths(cursor: JsonCursor): void {
    const start = cursor.position;
    this.#pixels = NaN;
    this.#size = undefined;
    cursor.members(RUN_LENGTH_KEYS, 'run lengths', (key) => {
      if (key === 0) this.#counts(cursor);
      else this.#size = cursor.nothing() ? undefined : Array.from(this.#ring.subarray(0, this.#numbers(cursor)));
    });
    if (Number.isNaN(this.#pixels)) cursor.fail('the "counts" of run lengths must be a text or a list of whole numbers.', start);
    this.#closed = true;
  }

  #counts(cursor: JsonCursor): void {
    this.#target.dropRow();
    if (cursor.peek() === OPEN_BRACKET) {
      const length = this.#numbers(cursor);
      this.#pixels = pixelsOf(this.#ring, length);
      this.#target.addCounts(this.#ring, length);
      return;
    }
    const start = cursor.position;
    const text = new TextEncoder().encode(cursor.string());
    try {
      const counts = runLengthsFromBytes(text);
      this.#pixels = pixelsOf(counts);
      this.#target.addCounts(counts);
    } catch (error) {
      cursor.fail(error instanceof Error ? error.message : String(error), start);
    }
  }

  /** Reads a list of numbers into the working array. @returns how many */
  #numbers(cursor: JsonCursor): number {
    let length = 0;
    if (!cursor.enter(OPEN_BRACKET, CLOSE_BRACKET, 'a list of numbers')) return 0;
    do {
      if (length === this.#ring.length) {
        const larger = new Float64Array(2 * length);
        larger.set(this.#ring);
        this.#ring = larger;
      }
      this.#ring[length++] = cursor.number();
    } while (cursor.more(CLOSE_BRACKET));
    return length;
  }
}
