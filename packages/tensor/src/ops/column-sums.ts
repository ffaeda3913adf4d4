import type { Tensor1D, Tensor2D } from '@ecm/core/model';

import { hasKernel, runKernel } from '../kernels/kernel.js';

/** Sums of the columns of x [R, D], float32 [D]; not differentiable. */
export function columnSums(x: Tensor2D): Tensor1D {
  return hasKernel('columnSums') ? (runKernel('columnSums', { x })[0] as Tensor1D) : x.sum<Tensor1D>(0);
}
