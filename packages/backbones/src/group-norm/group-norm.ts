import type { Norm, NormedConvolutionOptions, Parameter, Tensor1D, Tensor4D } from '@ecm/core/model';
import { conv2d, groupNorm, tf } from '@ecm/tensor';

/** Size of the groups of a group norm. */
export interface GroupNormOptions {
  readonly groups: number;
  /** Added to the variance. */
  readonly epsilon: number;
}

/**
 * Group normalisation: mean and variance per image and group of neighbouring channels, then a scale and a shift per channel.
 * Independent of the batch size, so it trains from scratch with batches of two.
 *
 * @see Wu and He, ECCV 2018, Eq. (7)
 */
export class GroupNorm implements Norm {
  readonly #gamma: Parameter;
  readonly #beta: Parameter;
  readonly #options: GroupNormOptions;

  /** @param gamma scale, float32 [channels] @param beta shift, float32 [channels] */
  constructor(gamma: Parameter, beta: Parameter, options: GroupNormOptions) {
    this.#gamma = gamma;
    this.#beta = beta;
    this.#options = options;
  }

  convolve(x: Tensor4D, filter: Tensor4D, { stride, padding, relu }: NormedConvolutionOptions): Tensor4D {
    const convolved = conv2d(x, filter, { stride, padding });
    const normalised = groupNorm(convolved, this.#gamma.value as Tensor1D, this.#beta.value as Tensor1D, this.#options);
    return relu ? tf.relu(normalised) : normalised;
  }
}
