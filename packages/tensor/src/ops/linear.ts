import { ShapeError } from '@ecm/core';
import type { Tensor1D, Tensor2D } from '@ecm/core/model';

import { hasKernel, runKernel } from '../kernels/kernel.js';
import { tf } from '../tf.js';
import { columnSums } from './column-sums.js';
import { customOp } from './custom-op.js';

/**
 * Linear layer x · W + b.
 *
 * @param x float32 [R, in] @param weight float32 [in, out] @param bias float32 [out]
 * @returns float32 [R, out]
 */
export function linear(x: Tensor2D, weight: Tensor2D, bias?: Tensor1D): Tensor2D {
  if (x.shape[1] !== weight.shape[0]) throw new ShapeError('linear: weight', `[${x.shape[1]}, out]`, weight.shape);
  if (bias !== undefined && bias.size !== weight.shape[1]) throw new ShapeError('linear: bias', `[${weight.shape[1]}]`, bias.shape);
  const inputs = bias === undefined ? [x, weight] : [x, weight, bias];
  return customOp<Tensor2D>(inputs, () => ({
    value: product(x, weight, bias),
    saved: [x, weight],
    gradient: (upstream, [input, matrix]) =>
      [() => tf.matMul(upstream, matrix, false, true), () => tf.matMul(input, upstream, true, false), () => columnSums(upstream)].slice(
        0,
        inputs.length,
      ),
  }));
}

function product(x: Tensor2D, weight: Tensor2D, bias: Tensor1D | undefined): Tensor2D {
  if (hasKernel('linear')) return runKernel('linear', bias === undefined ? { x, weight } : { x, weight, bias })[0] as Tensor2D;
  const value = tf.matMul<Tensor2D>(x, weight);
  return bias === undefined ? value : tf.add<Tensor2D>(value, bias);
}
