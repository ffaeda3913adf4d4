import { ShapeError } from '@ecm/core';

import { bilinearAxis } from './bilinear-axis.js';
import type { PixelSize } from './resized-size.js';

/**
 * Bilinear resize of one channel in floating point, OpenCV's positions, no antialiasing. For pictures use `resizePixels`.
 *
 * @param values [height, width]
 * @returns float32 [to.height, to.width]
 * @throws ShapeError if `values` is not height · width long
 */
export function resizeFloats(values: ArrayLike<number>, from: PixelSize, to: PixelSize): Float32Array {
  const expected = from.height * from.width;
  if (values.length !== expected) throw new ShapeError('resizeFloats: values', `height · width = ${expected} long`, [values.length]);
  const columns = bilinearAxis(from.width, to.width);
  const rows = bilinearAxis(from.height, to.height);
  const resized = new Float32Array(to.height * to.width);
  const alongX = (row: number, x: number) => {
    const start = row * from.width;
    const share = columns.fraction[x];
    return values[start + columns.first[x]] * (1 - share) + values[start + columns.second[x]] * share;
  };
  for (let y = 0, i = 0; y < to.height; y++) {
    const share = rows.fraction[y];
    for (let x = 0; x < to.width; x++) resized[i++] = alongX(rows.first[y], x) * (1 - share) + alongX(rows.second[y], x) * share;
  }
  return resized;
}
