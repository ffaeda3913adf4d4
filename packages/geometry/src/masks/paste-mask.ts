import type { RunLengthMask } from '@ecm/core';
import { ShapeError } from '@ecm/core';

import { RunLengthWriter } from './run-length-writer.js';

/** Where a predicted mask goes. */
export interface PasteOptions {
  /** Corners `x1, y1, x2, y2` in pixels of the image. */
  readonly box: ArrayLike<number>;
  /** Image height in pixels. */
  readonly height: number;
  /** Image width in pixels. */
  readonly width: number;
}

/** Positions on one axis of the map for pixels `first`, `first + 1`, … of the image. */
interface Axis {
  readonly first: number;
  /** Cell before each pixel's centre, plus one; 0 is the zero cell before the map; int32 */
  readonly cells: Int32Array;
  /** Weight of the cell after it; float64 */
  readonly weights: Float64Array;
}

/**
 * Pastes a predicted mask into the image and thresholds it, straight to run lengths.
 *
 * The map is stretched over the box and interpolated bilinearly; cells outside the map count as 0. Only pixels on and next to
 * the box are looked at. On an axis where the box has no extent every pixel shows the middle of the map, as in the reference.
 *
 * @param probabilities square map, float32 [s · s], rows first
 * @param threshold a pixel is set if its value is at least this
 * @throws ShapeError if the map is not square
 * @see mmdetection, models/roi_heads/mask_heads/fcn_mask_head.py, _do_paste_mask
 */
export function pasteMask(probabilities: Float32Array, options: PasteOptions, threshold = 0.5): RunLengthMask {
  const { height, width } = options;
  const size = sideOf(probabilities);
  const columns = axisOf(options.box[0], options.box[2], width, size, threshold);
  const rows = axisOf(options.box[1], options.box[3], height, size, threshold);
  const runs = cellRuns(rows.cells);
  const writer = new RunLengthWriter();
  const profile = new Float64Array(size + 3);
  for (let i = 0; i < columns.cells.length; i++) {
    interpolateColumn(profile, probabilities, size, columns.cells[i], columns.weights[i]);
    const base = (columns.first + i) * height + rows.first;
    for (let run = 0; run + 1 < runs.length; run++) {
      const [start, end] = [runs[run], runs[run + 1]];
      // Between two cells the value is linear: if neither or both reach the threshold, no pixel needs to be looked at.
      const before = profile[rows.cells[start]] >= threshold;
      const after = profile[rows.cells[start] + 1] >= threshold;
      if (before && after) writer.append(base + start, base + end);
      else if (before || after) {
        for (let j = start; j < end; j++) if (valueAt(profile, rows, j) >= threshold) writer.append(base + j, base + j + 1);
      }
    }
  }
  return { height, width, counts: writer.finish(height * width) };
}

/** @returns where the cell changes, with 0 and the end */
function cellRuns(cells: Int32Array): number[] {
  const borders = [...cells.keys()].filter((i) => i === 0 || cells[i] !== cells[i - 1]);
  return [...borders, cells.length];
}

/** The values that `pasteMask` compares with its threshold, for the whole image; float32 [height · width], rows first. */
export function pasteProbabilities(probabilities: Float32Array, options: PasteOptions): Float32Array {
  const { height, width } = options;
  const size = sideOf(probabilities);
  const columns = axisOf(options.box[0], options.box[2], width, size, -Infinity);
  const rows = axisOf(options.box[1], options.box[3], height, size, -Infinity);
  const values = new Float32Array(height * width);
  const profile = new Float64Array(size + 3);
  for (let x = 0; x < width; x++) {
    interpolateColumn(profile, probabilities, size, columns.cells[x], columns.weights[x]);
    for (let y = 0; y < height; y++) values[y * width + x] = valueAt(profile, rows, y);
  }
  return values;
}

function sideOf(probabilities: Float32Array): number {
  const size = Math.sqrt(probabilities.length);
  if (!Number.isInteger(size)) throw new ShapeError('pasteMask: probabilities', 'a square map', [probabilities.length]);
  return size;
}

/** Positions of the pixels at which the interpolated value can reach `threshold`. */
function axisOf(start: number, end: number, pixels: number, size: number, threshold: number): Axis {
  const extent = end - start;
  const flat = extent === 0;
  let [first, last] = [0, pixels];
  if (!flat && threshold > 0) {
    // Outside the box a value is below 0.5 and falls to 0 within half a cell.
    const reach = Math.ceil(Math.max(0, 0.5 - threshold) * (Math.abs(extent) / size)) + 1;
    first = Math.max(Math.floor(Math.min(start, end)) - reach, 0);
    last = Math.min(Math.ceil(Math.max(start, end)) + reach, pixels);
  }
  const length = Math.max(0, last - first);
  const cells = new Int32Array(length);
  const weights = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const position = flat ? (size - 1) / 2 : ((first + i + 0.5 - start) / extent) * size - 0.5;
    const inside = Math.min(Math.max(position, -1), size);
    const cell = Math.floor(inside);
    cells[i] = cell + 1;
    weights[i] = inside - cell;
  }
  return { first, cells, weights };
}

/** Interpolates between two columns of the map; `profile` has a zero before and two after the map's rows. */
function interpolateColumn(profile: Float64Array, map: Float32Array, size: number, cell: number, weight: number): void {
  for (let row = 0; row < size; row++) {
    const before = cell > 0 && cell <= size ? map[row * size + cell - 1] : 0;
    const after = cell < size ? map[row * size + cell] : 0;
    profile[row + 1] = (1 - weight) * before + weight * after;
  }
}

function valueAt(profile: Float64Array, { cells, weights }: Axis, index: number): number {
  return (1 - weights[index]) * profile[cells[index]] + weights[index] * profile[cells[index] + 1];
}
