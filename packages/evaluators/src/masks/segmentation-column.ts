import type { RunLengthMask } from '@ecm/core';
import { gridPolygonsToMask, rectangleToPolygon } from '@ecm/geometry';

import { grown, nextCapacity } from '../ground-truth/grown.js';
import type { SegmentationTarget } from './segmentation-target.js';
import { upsampled } from './upsampled-coordinate.js';

const POLYGONS = 1;
const RUN_LENGTHS = 2;

/**
 * Segmentations of annotations, one row each, as integers: polygons as the five-fold upsampled coordinates that the
 * rasteriser begins with (exact, 4 bytes a coordinate), run lengths as their counts. Masks are made on demand.
 */
export class SegmentationColumn implements SegmentationTarget {
  #data: Int32Array = new Int32Array(1 << 14);
  #length = 0;
  #kinds: Uint8Array = new Uint8Array(1024);
  #ends: Float64Array = new Float64Array(1024);
  #rows = 0;
  /** Polygons of the row that is being collected, and whether they are boxes. */
  #rings = 0;
  #boxes = false;

  get rows(): number {
    return this.#rows;
  }

  /**
   * Adds a polygon `[x0, y0, x1, y1, …]` in pixels to the row that is being collected. If the first one of a row has four
   * numbers, all of the row are boxes `[x, y, width, height]`.
   */
  addRing(values: ArrayLike<number>, length: number = values.length): void {
    if (this.#rings++ === 0) this.#boxes = length === 4;
    if (this.#boxes) {
      const corners = rectangleToPolygon([values[0], values[1], values[2], values[3]]);
      this.#pushRing(corners, corners.length);
    } else this.#pushRing(values, length);
  }

  /** Closes the row as the polygons collected since the last row; no polygon makes an empty mask. */
  endPolygons(): void {
    this.#rings = 0;
    this.#endRow(POLYGONS);
  }

  /** Adds a row of run lengths, zeros first. */
  addRunLengths(counts: ArrayLike<number>): void {
    this.addCounts(counts);
    this.endRunLengths();
  }

  /** Adds run lengths, zeros first, to the row that is being collected. */
  addCounts(counts: ArrayLike<number>, length: number = counts.length): void {
    for (let i = 0; i < length; i++) this.#push(counts[i]);
  }

  /** Adds a row of polygons, each as its length and its upsampled coordinates. */
  addUpsampledRow(values: Int32Array, start: number, end: number): void {
    this.reserve(end - start);
    const data = this.#data;
    let length = this.#length;
    for (let i = start; i < end; i++) data[length++] = values[i];
    this.#length = length;
    this.#endRow(POLYGONS);
  }

  /** Makes room for values. @param expected of values that have come so far, how many there will be at the end, if that is known */
  reserve(values: number, expected?: (count: number) => number | undefined): void {
    const needed = this.#length + values;
    if (needed > this.#data.length) this.#data = grown(this.#data, nextCapacity(needed, expected?.(needed)));
  }

  /** Closes the row as run lengths. */
  endRunLengths(): void {
    this.#endRow(RUN_LENGTHS);
  }

  /** Forgets what has been collected since the last row. */
  dropRow(): void {
    this.#length = this.#rows === 0 ? 0 : this.#ends[this.#rows - 1];
    this.#rings = 0;
  }

  /** Whether a row is given by run lengths. */
  isRunLengths(row: number): boolean {
    return this.#kinds[row] === RUN_LENGTHS;
  }

  /** @returns the integers of a row: run lengths, or polygons, each as its length and its upsampled coordinates */
  integers(row: number): Int32Array {
    return this.#data.subarray(row === 0 ? 0 : this.#ends[row - 1], this.#ends[row]);
  }

  /** @returns the mask of a row in an image of this size */
  mask(row: number, height: number, width: number): RunLengthMask {
    const integers = this.integers(row);
    if (this.isRunLengths(row)) return { height, width, counts: Uint32Array.from(integers) };
    const polygons: Int32Array[] = [];
    for (let ring = 0; ring < integers.length; ring += integers[ring] + 1) {
      polygons.push(integers.subarray(ring + 1, ring + 1 + integers[ring]));
    }
    return gridPolygonsToMask(polygons, height, width);
  }

  /**
   * Bounds of the set pixels without making the mask, a little too wide: for skipping pairs that cannot overlap.
   *
   * @param bounds receives `left, top, right, bottom` in pixels, from `at` on
   */
  bounds(row: number, height: number, width: number, bounds: Float64Array, at: number): void {
    bounds[at] = 0;
    bounds[at + 1] = 0;
    bounds[at + 2] = width;
    bounds[at + 3] = height;
    if (this.isRunLengths(row)) return;
    const start = row === 0 ? 0 : this.#ends[row - 1];
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let ring = start; ring < this.#ends[row]; ring += this.#data[ring] + 1) {
      const length = this.#data[ring];
      for (let i = 1; i + 1 <= length; i += 2) {
        const x = this.#data[ring + i];
        const y = this.#data[ring + i + 1];
        if (x < left) left = x;
        if (x > right) right = x;
        if (y < top) top = y;
        if (y > bottom) bottom = y;
      }
    }
    bounds[at] = Math.max(0, left / 5 - 1);
    bounds[at + 1] = Math.max(0, top / 5 - 1);
    bounds[at + 2] = Math.min(width, right / 5 + 1);
    bounds[at + 3] = Math.min(height, bottom / 5 + 1);
  }

  #pushRing(values: ArrayLike<number>, length: number): void {
    this.#push(length);
    for (let i = 0; i < length; i++) this.#push(upsampled(values[i]));
  }

  #push(value: number): void {
    this.reserve(1);
    this.#data[this.#length++] = value;
  }

  #endRow(kind: number): void {
    if (this.#rows === this.#ends.length) {
      this.#ends = grown(this.#ends, nextCapacity(this.#rows));
      this.#kinds = grown(this.#kinds, nextCapacity(this.#rows));
    }
    this.#kinds[this.#rows] = kind;
    this.#ends[this.#rows++] = this.#length;
  }
}
