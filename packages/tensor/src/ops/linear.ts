import { ShapeError } from '@ecm/core';
import type { Tensor1D, Tensor2D } from '@ecm/core/model';

import { tf } from '../tf.js';

/**
 * Linear layer x · W + b.
 *
 * @param x float32 [R, in] @param weight float32 [in, out] @param bias float32 [out]
 * @returns float32 [R, out]
 */
export function linear(x: Tensor2D, weight: Tensor2D, bias?: Tensor1D): Tensor2D {
  if (x.shape[1] !== weight.shape[0]) throw new ShapeError('linear: weight', `[${x.shape[1]}, out]`, weight.shape);
  const product = tf.matMul<Tensor2D>(x, weight);
  return bias === undefined ? product : tf.add<Tensor2D>(product, bias);
}
