import type { Tensor2D } from '@ecm/core/model';

import { tf } from '../tf.js';
import { customOp } from './custom-op.js';

/**
 * Takes rows; a row taken several times gets the sum of their gradients.
 *
 * @param x float32 [R, D] @param indices 0 … R − 1, int32 [P]
 * @returns float32 [P, D]
 */
export function gatherRows(x: Tensor2D, indices: Int32Array): Tensor2D {
  const shape = x.shape;
  return customOp<Tensor2D>([x], () => ({
    value: tf.gather(x, tf.tensor1d(indices, 'int32')),
    gradient: (upstream) => [
      () => {
        if (indices.length === 0) return tf.zeros(shape);
        return tf.scatterND(tf.tensor2d(indices, [indices.length, 1], 'int32'), upstream, shape);
      },
    ],
  }));
}
