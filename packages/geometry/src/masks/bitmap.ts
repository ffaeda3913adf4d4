import type { RunLengthMask } from '@ecm/core';
import { ShapeError } from '@ecm/core';

import { RunLengthWriter } from './run-length-writer.js';

/**
 * Codes a bitmap as run lengths.
 *
 * @param pixels row by row, anything but 0 is set; uint8 [height · width]
 * @throws ShapeError if `pixels` does not have height · width elements
 */
export function encodeMask(pixels: Uint8Array, height: number, width: number): RunLengthMask {
  const total = height * width;
  if (pixels.length !== total) throw new ShapeError('encodeMask: pixels', `height · width = ${total} long`, [pixels.length]);
  const writer = new RunLengthWriter();
  let start = -1;
  for (let x = 0, position = 0; x < width; x++) {
    for (let index = x; index < total; index += width, position++) {
      if (pixels[index] !== 0) {
        if (start < 0) start = position;
      } else if (start >= 0) {
        writer.append(start, position);
        start = -1;
      }
    }
  }
  if (start >= 0) writer.append(start, total);
  return { height, width, counts: writer.finish(total) };
}

/** @returns the mask as a bitmap of 0 and 1, row by row; uint8 [height · width] */
export function decodeMask({ height, width, counts }: RunLengthMask): Uint8Array {
  const pixels = new Uint8Array(height * width);
  let position = 0;
  for (let i = 0; i < counts.length; i++) {
    const end = position + counts[i];
    if ((i & 1) === 1 && end > position) {
      let x = Math.floor(position / height);
      let y = position - x * height;
      for (let left = end - position; left > 0; left--) {
        pixels[y * width + x] = 1;
        if (++y === height) {
          y = 0;
          x++;
        }
      }
    }
    position = end;
  }
  return pixels;
}
