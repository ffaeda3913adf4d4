import type { ColumnFactory } from './column-factory.js';
import { HEAP_COLUMNS } from './column-factory.js';

/** Bytes of all columns of a detection, and of a ground truth. */
export const DETECTION_BYTES = 62;
export const TRUTH_BYTES = 42;

/** Detections of one category in columns, grouped by image in ascending order, best score first inside an image. */
export class DetectionBatch {
  count = 0;
  /** Row number in the store. */
  rows = new Int32Array(0);
  images = new Int32Array(0);
  scores = new Float64Array(0);
  x = new Float64Array(0);
  y = new Float64Array(0);
  width = new Float64Array(0);
  height = new Float64Array(0);
  /** What IoU divides by: box area or number of pixels. */
  areas = new Float64Array(0);
  /** Bit r: the detection's area lies in range r. */
  inside = new Uint8Array(0);
  /** 1: ignored when unmatched, because its class is not annotated exhaustively on the image. */
  exempt = new Uint8Array(0);
  /** Place in the detections of its image and class, from 0. */
  ranks = new Int32Array(0);

  readonly #columns: ColumnFactory;

  constructor(columns: ColumnFactory = HEAP_COLUMNS) {
    this.#columns = columns;
  }

  /** Makes room for `count` rows; their contents are undefined. */
  reserve(count: number): void {
    this.count = count;
    if (count <= this.rows.length) return;
    const columns = this.#columns;
    this.rows = columns.integers(count);
    this.images = columns.integers(count);
    this.scores = columns.floats(count);
    this.x = columns.floats(count);
    this.y = columns.floats(count);
    this.width = columns.floats(count);
    this.height = columns.floats(count);
    this.areas = columns.floats(count);
    this.inside = columns.bytes(count);
    this.exempt = columns.bytes(count);
    this.ranks = columns.integers(count);
  }
}

/** Ground truths of one category in columns, grouped by image in ascending order, in file order inside an image. */
export class TruthBatch {
  count = 0;
  /** Row of the annotation table. */
  rows = new Int32Array(0);
  images = new Int32Array(0);
  x = new Float64Array(0);
  y = new Float64Array(0);
  width = new Float64Array(0);
  height = new Float64Array(0);
  /** Bit r: ignored in range r. */
  ignored = new Uint8Array(0);
  crowd = new Uint8Array(0);

  readonly #columns: ColumnFactory;

  constructor(columns: ColumnFactory = HEAP_COLUMNS) {
    this.#columns = columns;
  }

  /** Makes room for `count` rows; their contents are undefined. */
  reserve(count: number): void {
    this.count = count;
    if (count <= this.rows.length) return;
    const columns = this.#columns;
    this.rows = columns.integers(count);
    this.images = columns.integers(count);
    this.x = columns.floats(count);
    this.y = columns.floats(count);
    this.width = columns.floats(count);
    this.height = columns.floats(count);
    this.ignored = columns.bytes(count);
    this.crowd = columns.bytes(count);
  }
}

/** Detections `[d0, d1)` and ground truths `[g0, g1)` of one image and category. */
export interface Cell {
  d0: number;
  d1: number;
  g0: number;
  g1: number;
}
