import { ShapeError } from '@ecm/core';
import type { Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@ecm/core/model';

import { gatherRows } from './gather-rows.js';

/**
 * Takes one column of each row: x[r, columns[r]].
 *
 * @param x float32 [R, K] @param columns 0 … K − 1, int32 [R]
 * @returns float32 [R]
 */
export function selectColumns(x: Tensor2D, columns: Int32Array): Tensor1D {
  const [rows, width] = x.shape;
  if (columns.length !== rows) throw new ShapeError('selectColumns: columns', `[${rows}]`, [columns.length]);
  return gatherRows(
    x.reshape([rows * width, 1]),
    columns.map((column, row) => row * width + column),
  ).reshape([rows]);
}

/**
 * Takes one channel of each map: x[p, :, :, channels[p]].
 *
 * @param x float32 [P, H, W, K] @param channels 0 … K − 1, int32 [P]
 * @returns float32 [P, H, W]
 */
export function selectChannels(x: Tensor4D, channels: Int32Array): Tensor3D {
  const [maps, height, width, depth] = x.shape;
  if (channels.length !== maps) throw new ShapeError('selectChannels: channels', `[${maps}]`, [channels.length]);
  const area = height * width;
  const indices = new Int32Array(maps * area);
  for (let i = 0; i < indices.length; i++) indices[i] = i * depth + channels[Math.floor(i / area)];
  return gatherRows(x.reshape([maps * area * depth, 1]), indices).reshape([maps, height, width]);
}
