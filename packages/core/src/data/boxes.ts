/** Boxes as rows `x1, y1, x2, y2` in continuous pixel coordinates, float32 [n · 4]; width is `x2 − x1`, never `+ 1`. */
export type Boxes = Float32Array;

/** A mask as COCO run lengths: pixels column by column, runs of zeros and ones in turn, starting with zeros. */
export interface RunLengthMask {
  readonly height: number;
  readonly width: number;
  readonly counts: Uint32Array;
}
