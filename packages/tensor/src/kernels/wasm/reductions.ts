import { tf } from '../../tf.js';
import { defineStockKernel } from './define.js';

/**
 * Replaces tfjs's sum and mean, which leave the result unset where there is nothing to add: a loss over no rows would be random.
 * They are 0 then, as on the cpu backend.
 */
export function registerReductionKernels(): void {
  for (const kernelName of ['Sum', 'Mean']) {
    defineStockKernel(kernelName, (heap, { x }, attributes, stock) => {
      const result = stock({ x }, attributes);
      if (tf.util.sizeFromShape(x.shape) === 0) heap.clear(result);
      return result;
    });
  }
}
