import type { BufferFactory } from './buffer-factory.js';
import type { DetectionRows } from './detection-rows.js';
import { Slot } from './detection-rows.js';
import type { MaskBytes, MaskColumns } from './mask-columns.js';

/** Rows of a full chunk: a row's number is its chunk's number and its place inside. */
export const CHUNK_BITS = 15;
export const CHUNK_ROWS: number = 1 << CHUNK_BITS;

type FloatColumn = Float32Array | Float64Array;

/** A block of detections in columns. */
export interface ChunkColumns {
  readonly count: number;
  /** Positions in the image table. */
  readonly images: Int32Array;
  /** Positions in the category table, −1 for a class that it does not have. */
  readonly categories: Int32Array;
  readonly scores: FloatColumn;
  /** `x, y, width, height` of each row; NaN where a detection has no box. Empty if boxes are not kept. */
  readonly boxes: FloatColumn;
  readonly masks: MaskBytes | undefined;
}

/** Rows of a list, and the row of a chunk that the first one goes to. */
interface RowRange {
  readonly values: Float64Array;
  readonly length: number;
  readonly from: number;
  readonly to: number;
  readonly row: number;
}

/** A block that is being filled. Scores and boxes take 4 bytes a number as long as single precision holds them exactly. */
export class DetectionChunk implements ChunkColumns {
  readonly capacity: number;
  count = 0;
  readonly images: Int32Array;
  readonly categories: Int32Array;
  scores: FloatColumn;
  boxes: FloatColumn;
  masks: MaskColumns | undefined;
  readonly #create: BufferFactory;
  readonly #boxed: boolean;

  constructor(capacity: number, boxed: boolean, create: BufferFactory = (bytes) => new ArrayBuffer(bytes)) {
    this.capacity = capacity;
    this.#create = create;
    this.#boxed = boxed;
    this.images = new Int32Array(create(4 * capacity));
    this.categories = new Int32Array(create(4 * capacity));
    this.scores = new Float32Array(create(4 * capacity));
    this.boxes = new Float32Array(create(boxed ? 16 * capacity : 0));
  }

  get isFull(): boolean {
    return this.count === this.capacity;
  }

  push(image: number, category: number, score: number, x: number, y: number, width: number, height: number): void {
    const row = this.count++;
    this.images[row] = image;
    this.categories[row] = category;
    this.scores[row] = score;
    if (this.scores[row] !== score) {
      this.scores = this.#widened(this.scores);
      this.scores[row] = score;
    }
    if (!this.#boxed) return;
    const boxes = this.boxes;
    const at = 4 * row;
    boxes[at] = x;
    boxes[at + 1] = y;
    boxes[at + 2] = width;
    boxes[at + 3] = height;
    if (boxes[at] !== x || boxes[at + 1] !== y || boxes[at + 2] !== width || boxes[at + 3] !== height) {
      this.#pushWide(at, x, y, width, height);
    }
  }

  /** Appends the rows `[from, to)` of a list; there must be room for them. */
  pushRows({ values, length }: DetectionRows, from: number, to: number): void {
    const row = this.count;
    for (let i = from, at = row; i < to; i++) this.images[at++] = values[length * i + Slot.image];
    for (let i = from, at = row; i < to; i++) this.categories[at++] = values[length * i + Slot.category];
    const range = { values, length, from, to, row };
    this.scores = this.#filled(this.scores, 1, Slot.score, range);
    if (this.#boxed) this.boxes = this.#filled(this.boxes, 4, Slot.box, range);
    this.count += to - from;
  }

  /** Writes `width` numbers of each row into a column. @returns the column, a wider one if single precision is too little */
  #filled(column: FloatColumn, width: number, slot: number, range: RowRange): FloatColumn {
    const { values, length, from, to, row } = range;
    let at = width * row;
    for (let i = from; i < to; i++) {
      for (let source = length * i + slot; source < length * i + slot + width; source++) {
        const value = values[source];
        column[at] = value;
        // A box that is absent is NaN, which no comparison finds equal.
        if (column[at++] !== value && !Number.isNaN(value)) return this.#filled(this.#widened(column), width, slot, range);
      }
    }
    return column;
  }

  #pushWide(at: number, x: number, y: number, width: number, height: number): void {
    // A box that is absent is NaN, which no comparison finds equal.
    if (this.boxes instanceof Float32Array && !Number.isNaN(x)) this.boxes = this.#widened(this.boxes);
    this.boxes[at] = x;
    this.boxes[at + 1] = y;
    this.boxes[at + 2] = width;
    this.boxes[at + 3] = height;
  }

  #widened(column: FloatColumn): Float64Array {
    const wide = new Float64Array(this.#create(8 * column.length));
    wide.set(column);
    return wide;
  }
}
