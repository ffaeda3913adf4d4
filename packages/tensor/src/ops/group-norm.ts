import { ShapeError } from '@ecm/core';
import type { Tensor1D, Tensor4D } from '@ecm/core/model';

import { hasKernel, runKernel } from '../kernels/kernel.js';
import { tf } from '../tf.js';
import { customOp } from './custom-op.js';
import { once } from './once.js';

/** Options of a group normalisation. */
export interface GroupNormOptions {
  /** Number of groups; divides the channels. */
  readonly groups: number;
  /** Added to the variance; 1e-5 in the reference. */
  readonly epsilon: number;
}

/**
 * Normalises each image's channel groups to mean 0 and (biased) variance 1, then scales and shifts per channel.
 *
 * @param x float32 [N, H, W, C] @param gamma float32 [C] @param beta float32 [C]
 * @throws ShapeError if the groups do not divide the channels
 */
export function groupNorm(x: Tensor4D, gamma: Tensor1D, beta: Tensor1D, { groups, epsilon }: GroupNormOptions): Tensor4D {
  const channels = x.shape[3];
  if (channels % groups !== 0) throw new ShapeError('groupNorm: x', `[N, H, W, C] with C divisible by ${groups} groups`, x.shape);
  if (!hasKernel('groupNorm')) return composed(x, gamma, beta, { groups, epsilon });
  return customOp<Tensor4D>([x, gamma, beta], () => {
    const [value, mean, scale] = runKernel('groupNorm', { x, gamma, beta }, { groups, epsilon });
    return {
      value: value as Tensor4D,
      saved: [x, gamma, mean, scale],
      gradient: (dy, [input, slope, means, scales]) => {
        const inputs = { dy, x: input, gamma: slope, mean: means, scale: scales };
        const gradients = once(() => runKernel('groupNormGradient', inputs, { groups }));
        return [() => gradients()[0], () => gradients()[1], () => gradients()[2]];
      },
    };
  });
}

function composed(x: Tensor4D, gamma: Tensor1D, beta: Tensor1D, { groups, epsilon }: GroupNormOptions): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const grouped = x.reshape([batch, height * width, groups, channels / groups]);
  const { mean, variance } = tf.moments(grouped, [1, 3], true);
  const normal = grouped.sub(mean).mul(variance.add(epsilon).rsqrt()).reshape([batch, height, width, channels]);
  return normal.mul(gamma).add(beta);
}
