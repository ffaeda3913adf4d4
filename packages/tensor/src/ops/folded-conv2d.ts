import type { Tensor1D, Tensor4D } from '@ecm/core/model';

import { tf } from '../tf.js';
import type { ConvOptions } from './conv2d.js';
import { conv2d } from './conv2d.js';

/** A batch normalisation with fixed statistics, each float32 [out]. */
export interface FrozenNorm {
  readonly gamma: Tensor1D;
  readonly beta: Tensor1D;
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
  /** Added to the variance; 1e-5 in the reference. */
  readonly epsilon: number;
}

/**
 * Convolution followed by a batch normalisation with fixed statistics, as one convolution with scaled weights; differentiable by
 * the input, the filter, gamma and beta.
 *
 * @param x float32 [N, H, W, in] @param filter float32 [kh, kw, in, out]
 */
export function foldedConv2d(x: Tensor4D, filter: Tensor4D, norm: FrozenNorm, options: Omit<ConvOptions, 'bias'> = {}): Tensor4D {
  const scale = norm.gamma.mul<Tensor1D>(tf.rsqrt(norm.variance.add(norm.epsilon)));
  const bias = norm.beta.sub<Tensor1D>(norm.mean.mul(scale));
  return conv2d(x, filter.mul(scale), { ...options, bias });
}
