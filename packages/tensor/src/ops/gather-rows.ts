import { ShapeError } from '@ecm/core';
import type { Tensor2D } from '@ecm/core/model';

import { hasKernel, runKernel } from '../kernels/kernel.js';
import { tf } from '../tf.js';
import { customOp } from './custom-op.js';

/**
 * Takes rows; a row taken several times gets the sum of their gradients.
 *
 * @param x float32 [R, D] @param indices 0 … R − 1, int32 [P]
 * @returns float32 [P, D]
 */
export function gatherRows(x: Tensor2D, indices: Int32Array): Tensor2D {
  const [rows] = x.shape;
  for (const index of indices) {
    if (!(index >= 0 && index < rows)) throw new ShapeError('gatherRows: an index', `0 … ${rows - 1}`, String(index));
  }
  return customOp<Tensor2D>([x], () => ({
    value: gather(x, indices),
    gradient: (upstream) => [() => scatterAdd(upstream, indices, rows)],
  }));
}

function gather(x: Tensor2D, indices: Int32Array): Tensor2D {
  if (hasKernel('gatherRows')) return runKernel('gatherRows', { x }, { indices })[0] as Tensor2D;
  return tf.gather(x, tf.tensor1d(indices, 'int32'));
}

function scatterAdd(y: Tensor2D, indices: Int32Array, rows: number): Tensor2D {
  if (hasKernel('scatterAddRows')) return runKernel('scatterAddRows', { y }, { indices, rows })[0] as Tensor2D;
  return tf.unsortedSegmentSum(y, tf.tensor1d(indices, 'int32'), rows);
}
