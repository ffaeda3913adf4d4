import { ShapeError } from '@ecm/core';
import type { Tensor, Tensor1D } from '@ecm/core/model';

import { groupNorm } from './group-norm.js';

/**
 * Normalises each vector of the last axis to mean 0 and (biased) variance 1, then scales and shifts per channel.
 *
 * @param x float32 [..., C] @param gamma float32 [C] @param beta float32 [C]
 * @param epsilon added to the variance; 1e-5 in the reference
 */
export function layerNorm<T extends Tensor>(x: T, gamma: Tensor1D, beta: Tensor1D, { epsilon }: { readonly epsilon: number }): T {
  const channels = x.shape[x.rank - 1];
  if (gamma.size !== channels) throw new ShapeError('layerNorm: gamma', `[${channels}]`, gamma.shape);
  // One image of one cell and one group per vector.
  return groupNorm(x.reshape([-1, 1, 1, channels]), gamma, beta, { groups: 1, epsilon }).reshape(x.shape);
}
