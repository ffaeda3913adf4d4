import type { MapPredictor, Parameter, PredictorGiven, Tensor1D, Tensor3D, Tensor4D } from '@ecm/core/model';
import { conv2dLayout, kaimingNormalFanOut, plainLayout } from '@ecm/tensor';

import { biasInitializer } from '../layers/bias-initializer.js';
import { oneChannelConvolution } from '../layers/one-channel-convolution.js';
import type { CosineOptions } from '../normed-linear/normed-linear.js';
import type { NormedConv2dOptions } from './normed-conv2d.js';
import { normedConv2d, normedFeatures, normedFilter } from './normed-conv2d.js';

/** Cosine form of the 1x1 mask predictor, used with the ECM and Seesaw losses; names and shapes of a convolution. */
export class NormedConv2dMapPredictor implements MapPredictor {
  readonly #filter: Parameter;
  readonly #bias: Parameter;
  readonly #options: NormedConv2dOptions;

  constructor({ scope, inputs, outputs, initialBias }: PredictorGiven, options: CosineOptions) {
    this.#filter = scope.parameter('weight', [1, 1, inputs, outputs], { layout: conv2dLayout, initialize: kaimingNormalFanOut });
    this.#bias = scope.parameter('bias', [outputs], { layout: plainLayout, initialize: biasInitializer(initialBias) });
    this.#options = { ...options, normOverKernel: false };
  }

  forward(features: Tensor4D): Tensor4D {
    return normedConv2d(features, this.#filter.value as Tensor4D, this.#bias.value as Tensor1D, this.#options);
  }

  forwardChannels(features: Tensor4D, channels: Int32Array): Tensor3D {
    const directions = normedFeatures(features, this.#options);
    const filter = normedFilter(this.#filter.value as Tensor4D, this.#options);
    return oneChannelConvolution(directions, filter, this.#bias.value as Tensor1D, channels);
  }
}
