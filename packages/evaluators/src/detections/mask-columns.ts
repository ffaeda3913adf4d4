import type { BufferFactory } from './buffer-factory.js';

/** Masks of the detections of one chunk: area, bounding box, and the compressed bytes of those that may be compared. */
export interface MaskBytes {
  /** Number of set pixels, −1 where a detection has no mask. */
  readonly areas: Int32Array;
  /** `x, y, width, height` in pixels. */
  readonly boxes: Int32Array;
  /** Compressed run lengths in `bytes[starts[i] … ends[i])`; empty where they are not kept. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly bytes: Uint8Array;
}

/** Masks of a chunk that is being filled. */
export class MaskColumns implements MaskBytes {
  readonly areas: Int32Array;
  readonly boxes: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  bytes: Uint8Array;
  #length = 0;
  readonly #create: BufferFactory;

  constructor(capacity: number, create: BufferFactory = (bytes) => new ArrayBuffer(bytes)) {
    this.#create = create;
    this.areas = new Int32Array(create(4 * capacity)).fill(-1);
    this.boxes = new Int32Array(create(16 * capacity));
    this.starts = new Int32Array(create(4 * capacity));
    this.ends = new Int32Array(create(4 * capacity));
    this.bytes = new Uint8Array(create(320 * capacity));
  }

  /** Sets the mask of a row; compressed run lengths that are kept are `bytes[from … to)`. @param box `x, y, width, height` */
  set(row: number, area: number, box: Int32Array, bytes: Uint8Array, from: number, to: number): void {
    this.areas[row] = area;
    for (let i = 0; i < 4; i++) this.boxes[4 * row + i] = box[i];
    const start = this.#length;
    const end = start + to - from;
    if (end > this.bytes.length) this.#resize(Math.max(end, Math.ceil(this.bytes.length * 1.5)));
    const kept = this.bytes;
    // Short texts: a loop is faster than a view and a native copy.
    for (let i = from, at = start; i < to; i++) kept[at++] = bytes[i];
    this.starts[row] = start;
    this.ends[row] = this.#length = end;
  }

  /** Gives unused room back. */
  trim(): void {
    this.#resize(this.#length);
  }

  #resize(size: number): void {
    const resized = new Uint8Array(this.#create(size));
    resized.set(this.bytes.subarray(0, this.#length));
    this.bytes = resized;
  }
}
