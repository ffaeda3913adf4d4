import { ShapeError } from '@ecm/core';
import type { Tensor1D, Tensor4D } from '@ecm/core/model';

import { tf } from '../tf.js';

/**
 * Transposed convolution with a 2 x 2 kernel and stride 2: out[2y + i][2x + j] = bias + Σ_in in[y][x] · K[i][j].
 *
 * @param x float32 [N, H, W, in] @param filter float32 [2, 2, out, in] @param bias float32 [out]
 * @returns float32 [N, 2H, 2W, out]
 */
export function convTranspose2x2(x: Tensor4D, filter: Tensor4D, bias: Tensor1D): Tensor4D {
  const [batch, height, width, inputs] = x.shape;
  const [kernelHeight, kernelWidth, outputs, filterInputs] = filter.shape;
  if (kernelHeight !== 2 || kernelWidth !== 2 || filterInputs !== inputs) {
    throw new ShapeError('convTranspose2x2: filter', `[2, 2, out, ${inputs}]`, filter.shape);
  }
  // The taps do not overlap, so it is one matrix product and a reordering of [n·y, x, i, j·out] to [n·y, i, x, j·out].
  const product = tf.matMul(x.reshape([batch * height * width, inputs]), filter.reshape([4 * outputs, inputs]), false, true);
  const shifted = tf.add(product, tf.tile(bias, [4]));
  const rows = shifted.reshape([batch * height, width, 2, 2 * outputs]).transpose([0, 2, 1, 3]);
  return rows.reshape([batch, 2 * height, 2 * width, outputs]);
}
