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

  /** Makes room for `count` rows; their contents are undefined. */
  reserve(count: number): void {
    this.count = count;
    if (count <= this.rows.length) return;
    const capacity = Math.ceil(count * 1.25);
    this.rows = new Int32Array(capacity);
    this.images = new Int32Array(capacity);
    this.scores = new Float64Array(capacity);
    this.x = new Float64Array(capacity);
    this.y = new Float64Array(capacity);
    this.width = new Float64Array(capacity);
    this.height = new Float64Array(capacity);
    this.areas = new Float64Array(capacity);
    this.inside = new Uint8Array(capacity);
    this.exempt = new Uint8Array(capacity);
    this.ranks = new Int32Array(capacity);
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

  reserve(count: number): void {
    this.count = count;
    if (count <= this.rows.length) return;
    const capacity = Math.ceil(count * 1.25);
    this.rows = new Int32Array(capacity);
    this.images = new Int32Array(capacity);
    this.x = new Float64Array(capacity);
    this.y = new Float64Array(capacity);
    this.width = new Float64Array(capacity);
    this.height = new Float64Array(capacity);
    this.ignored = new Uint8Array(capacity);
    this.crowd = new Uint8Array(capacity);
  }
}

/** Detections `[d0, d1)` and ground truths `[g0, g1)` of one image and category. */
export interface Cell {
  d0: number;
  d1: number;
  g0: number;
  g1: number;
}
