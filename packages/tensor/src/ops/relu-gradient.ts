import type { Tensor } from '@ecm/core/model';

import { hasKernel, runKernel } from '../kernels/kernel.js';

/** Upstream gradient where a ReLU's value is positive, else 0; not differentiable. */
export function reluGradient<T extends Tensor>(value: T, upstream: T): T {
  return hasKernel('reluGradient') ? (runKernel('reluGradient', { y: value, dy: upstream })[0] as T) : upstream.mul<T>(value.step());
}
