import type { BufferFactory } from './buffer-factory.js';
import type { DetectionRows } from './detection-rows.js';
import { Slot } from './detection-rows.js';

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

  /** @param room for the bytes of masks until `trim`; more is made where it is too little */
  constructor(capacity: number, room: Uint8Array, create: BufferFactory = (bytes) => new ArrayBuffer(bytes)) {
    this.#create = create;
    this.areas = new Int32Array(create(4 * capacity)).fill(-1);
    this.boxes = new Int32Array(create(16 * capacity));
    this.starts = new Int32Array(create(4 * capacity));
    this.ends = new Int32Array(create(4 * capacity));
    this.bytes = room;
  }

  /** Sets the mask of a row; compressed run lengths that are kept are the first `length` bytes. @param box `x, y, width, height` */
  set(row: number, area: number, box: Int32Array, bytes: Uint8Array, length: number): void {
    this.areas[row] = area;
    for (let i = 0; i < 4; i++) this.boxes[4 * row + i] = box[i];
    this.starts[row] = this.#length;
    this.#append(bytes.subarray(0, length));
    this.ends[row] = this.#length;
  }

  /** Sets the masks of rows from `row` on. @param from first of them in the list @param to behind the last one */
  setRows(row: number, { values, length, bytes }: DetectionRows, from: number, to: number): void {
    const behind = (i: number): number => (i < 0 ? 0 : values[length * i + Slot.bytesEnd]);
    const first = behind(from - 1);
    let start = this.#length;
    const offset = start - first;
    this.#append(bytes.subarray(first, behind(to - 1)));
    for (let i = from; i < to; i++, row++) {
      const at = length * i;
      this.areas[row] = values[at + Slot.area];
      for (let side = 0; side < 4; side++) this.boxes[4 * row + side] = values[at + Slot.maskBox + side];
      this.starts[row] = start;
      this.ends[row] = start = values[at + Slot.bytesEnd] + offset;
    }
  }

  /** Puts the bytes into a buffer of just their size. @returns the room that they lay in, for the next masks */
  trim(): Uint8Array {
    const room = this.bytes;
    this.bytes = new Uint8Array(this.#create(this.#length));
    this.bytes.set(room.subarray(0, this.#length));
    return room;
  }

  #append(bytes: Uint8Array): void {
    const end = this.#length + bytes.length;
    if (end > this.bytes.length) {
      const larger = new Uint8Array(Math.max(end, Math.ceil(1.5 * this.bytes.length)));
      larger.set(this.bytes.subarray(0, this.#length));
      this.bytes = larger;
    }
    this.bytes.set(bytes, this.#length);
    this.#length = end;
  }
}
