import { runLengthsFromBytes } from '@ecm/geometry';

import type { SegmentationTarget } from '../masks/segmentation-target.js';
import type { JsonCursor } from './json-cursor.js';
import { KeyTable } from './key-table.js';

const RUN_LENGTH_KEYS = new KeyTable(['counts']);
const [OPEN_BRACKET, CLOSE_BRACKET] = [91, 93];

/** Reads segmentations in all forms into a target: polygons, boxes, compressed and plain run lengths. */
export class SegmentationParser {
  readonly #target: SegmentationTarget;
  #ring = new Float64Array(1024);
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

  endRow(): void {
    if (this.#closed) this.#target.endRunLengths();
    else this.#target.endPolygons();
  }

  #polygons(cursor: JsonCursor): void {
    if (!cursor.enter(OPEN_BRACKET, CLOSE_BRACKET, 'a list of polygons')) return;
    do this.#target.addRing(this.#ring, this.#numbers(cursor));
    while (cursor.more(CLOSE_BRACKET));
  }

  #runLengths(cursor: JsonCursor): void {
    if (!cursor.enter(123, 125, 'run lengths')) return;
    do {
      if (cursor.key(RUN_LENGTH_KEYS) !== 0) cursor.skip();
      else if (cursor.peek() === OPEN_BRACKET) this.#target.addCounts(this.#ring, this.#numbers(cursor));
      else {
        const start = cursor.position;
        const text = new TextEncoder().encode(cursor.string());
        try {
          this.#target.addCounts(runLengthsFromBytes(text));
        } catch (error) {
          cursor.fail(error instanceof Error ? error.message : String(error), start);
        }
      }
    } while (cursor.more(125));
    this.#closed = true;
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
