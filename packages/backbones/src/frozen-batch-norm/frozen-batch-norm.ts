import type { Norm, NormedConvolutionOptions, Parameter, Tensor1D, Tensor4D } from '@ecm/core/model';
import { foldedConv2d } from '@ecm/tensor';

/** Parameters and statistics of a batch norm over `channels` channels, each float32 [channels]. */
export interface BatchNormParameters {
  readonly gamma: Parameter;
  readonly beta: Parameter;
  readonly mean: Parameter;
  readonly variance: Parameter;
}

/**
 * Batch normalisation that always uses its running statistics, in training too, and never changes them:
 * `γ · (x − mean) / √(variance + ε) + β`, folded into the convolution before it. Gradients reach γ, β and the filter.
 *
 * @see mmdetection's `norm_eval`, the setting of all ResNet rows
 */
export class FrozenBatchNorm implements Norm {
  readonly #parameters: BatchNormParameters;
  readonly #epsilon: number;

  constructor(parameters: BatchNormParameters, epsilon: number) {
    this.#parameters = parameters;
    this.#epsilon = epsilon;
  }

  convolve(x: Tensor4D, filter: Tensor4D, { stride, padding, relu }: NormedConvolutionOptions): Tensor4D {
    const { gamma, beta, mean, variance } = this.#parameters;
    return foldedConv2d(
      x,
      filter,
      {
        gamma: gamma.value as Tensor1D,
        beta: beta.value as Tensor1D,
        mean: mean.value as Tensor1D,
        variance: variance.value as Tensor1D,
        epsilon: this.#epsilon,
      },
      { stride, padding, ...(relu ? { activation: 'relu' } : {}) },
    );
  }
}
