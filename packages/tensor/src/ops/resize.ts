import type { Tensor4D } from '@ecm/core/model';

import { tf } from '../tf.js';

/**
 * Nearest-neighbour resize: source row min(⌊y · H / height⌋, H − 1), columns alike.
 *
 * @param x float32 [N, H, W, C] @returns float32 [N, height, width, C]
 */
export function nearestResize(x: Tensor4D, height: number, width: number): Tensor4D {
  if (x.shape[1] === height && x.shape[2] === width) return x;
  return tf.image.resizeNearestNeighbor(x, [height, width]);
}

/**
 * Bilinear resize with half-pixel centres and clamped borders, no anti-aliasing (PyTorch's `align_corners=False`).
 *
 * @param x float32 [N, H, W, C] @returns float32 [N, height, width, C]
 */
export function bilinearResize(x: Tensor4D, height: number, width: number): Tensor4D {
  if (x.shape[1] === height && x.shape[2] === width) return x;
  return tf.image.resizeBilinear(x, [height, width], false, true);
}
