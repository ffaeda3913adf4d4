import type { Tensor3D, Tensor4D } from '@ecm/core/model';

import { tf } from '../tf.js';
import { gatherRows } from './gather-rows.js';

/**
 * Nearest-neighbour resize: source row min(⌊y · H / height⌋, H − 1), columns alike, the ratio in float32 as in PyTorch.
 *
 * @param x float32 [N, H, W, C] @returns float32 [N, height, width, C]
 */
export function nearestResize(x: Tensor4D, height: number, width: number): Tensor4D {
  const [batch, oldHeight, oldWidth, channels] = x.shape;
  if (oldHeight === height && oldWidth === width) return x;
  const rows = sources(oldHeight, height);
  const columns = sources(oldWidth, width);
  const cells = new Int32Array(batch * height * width);
  let at = 0;
  for (let n = 0; n < batch; n++) {
    for (const row of rows) for (const column of columns) cells[at++] = (n * oldHeight + row) * oldWidth + column;
  }
  return gatherRows(x.reshape([batch * oldHeight * oldWidth, channels]), cells).reshape([batch, height, width, channels]);
}

/**
 * Bilinear resize with half-pixel centres and clamped borders, no anti-aliasing (PyTorch's `align_corners=False`).
 *
 * @param x float32 [N, H, W, C] @returns float32 [N, height, width, C]
 */
export function bilinearResize(x: Tensor4D, height: number, width: number): Tensor4D {
  const [batch, oldHeight, oldWidth, channels] = x.shape;
  if (oldHeight === height && oldWidth === width) return x;
  const wide = tf.matMul(interpolation(oldWidth, width), x.reshape([batch * oldHeight, oldWidth, channels]));
  const high = tf.matMul(interpolation(oldHeight, height), wide.reshape([batch, oldHeight, width * channels]));
  return high.reshape([batch, height, width, channels]);
}

/** Weights of the old positions in each new one, [1, to, from]; rows sum to 1. (tfjs's own gradient ignores half-pixel centres.) */
function interpolation(from: number, to: number): Tensor3D {
  const weights = new Float32Array(to * from);
  for (let index = 0; index < to; index++) {
    const position = Math.min(Math.max(((index + 0.5) * from) / to - 0.5, 0), from - 1);
    const low = Math.floor(position);
    const share = position - low;
    weights[index * from + low] += 1 - share;
    if (share > 0) weights[index * from + low + 1] += share;
  }
  return tf.tensor3d(weights, [1, to, from]);
}

function sources(from: number, to: number): Int32Array {
  const ratio = Math.fround(from / to);
  return Int32Array.from({ length: to }, (_, index) => Math.min(Math.floor(Math.fround(index * ratio)), from - 1));
}
