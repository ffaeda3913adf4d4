import type { RunLengthMask } from '@ecm/core';

import { columnSpans } from './column-spans.js';
import { RunLengthWriter } from './run-length-writer.js';

/** A part of an image in pixels; it may reach beyond the image. */
export interface Window {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly width: number;
}

/** Mirrors a mask left to right. */
export function flipMask(mask: RunLengthMask): RunLengthMask {
  return mapColumns(
    mask,
    mask,
    (x) => mask.width - 1 - x,
    (row) => row,
  );
}

/**
 * Resizes a mask: pixel i of the result is pixel min(⌊i · (1 / (new / old))⌋, old − 1), without a half-pixel centre.
 *
 * @see mmcv 1.x, image/geometric.py, imresize with interpolation "nearest" (OpenCV)
 */
export function resizeMask(mask: RunLengthMask, height: number, width: number): RunLengthMask {
  const columns = nearestSources(mask.width, width);
  const rows = nearestSources(mask.height, height);
  // firstFrom[y]: the first row of the result that is taken from row y or one below.
  const firstFrom = new Int32Array(mask.height + 1);
  for (let y = 0, row = 0; y <= mask.height; y++) {
    while (row < height && rows[row] < y) row++;
    firstFrom[y] = row;
  }
  return mapColumns(
    mask,
    { height, width },
    (x) => columns[x],
    (row) => firstFrom[row],
  );
}

/** Cuts a window out of a mask; outside the mask nothing is set. */
export function cropMask(mask: RunLengthMask, { x: left, y: top, height, width }: Window): RunLengthMask {
  return mapColumns(
    mask,
    { height, width },
    (x) => x + left,
    (row) => Math.min(Math.max(row - top, 0), height),
  );
}

/** Enlarges a mask to the right and to the bottom with unset pixels. */
export function padMask(mask: RunLengthMask, height: number, width: number): RunLengthMask {
  return cropMask(mask, { x: 0, y: 0, height, width });
}

function nearestSources(from: number, to: number): Int32Array {
  const step = 1 / (to / from);
  const sources = new Int32Array(to);
  for (let i = 0; i < to; i++) sources[i] = Math.min(Math.floor(i * step), from - 1);
  return sources;
}

/**
 * Makes a mask column by column.
 *
 * @param sourceColumn column of `mask` that column x of the result shows; outside the mask nothing is set
 * @param rowBorder where the border above a row of `mask` lies in the result; ascending
 */
function mapColumns(
  mask: RunLengthMask,
  { height, width }: { readonly height: number; readonly width: number },
  sourceColumn: (x: number) => number,
  rowBorder: (row: number) => number,
): RunLengthMask {
  const { offsets, starts, ends } = columnSpans(mask);
  const writer = new RunLengthWriter();
  for (let x = 0; x < width; x++) {
    const source = sourceColumn(x);
    if (source < 0 || source >= mask.width) continue;
    for (let s = offsets[source]; s < offsets[source + 1]; s++) {
      writer.append(x * height + rowBorder(starts[s]), x * height + rowBorder(ends[s]));
    }
  }
  return { height, width, counts: writer.finish(height * width) };
}
