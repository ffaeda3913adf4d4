import type { MapPredictor, Parameter, PredictorGiven, Tensor1D, Tensor3D, Tensor4D } from '@ecm/core/model';
import { conv2d, conv2dLayout, kaimingNormalFanOut, plainLayout } from '@ecm/tensor';

import { biasInitializer } from '../layers/bias-initializer.js';
import { oneChannelConvolution } from '../layers/one-channel-convolution.js';

/** Plain 1x1 convolution to one channel per class (mmdetection's `conv_logits`), Kaiming initialised. */
export class Conv2dMapPredictor implements MapPredictor {
  readonly #filter: Parameter;
  readonly #bias: Parameter;

  constructor({ scope, inputs, outputs, initialBias }: PredictorGiven) {
    this.#filter = scope.parameter('weight', [1, 1, inputs, outputs], { layout: conv2dLayout, initialize: kaimingNormalFanOut });
    this.#bias = scope.parameter('bias', [outputs], { layout: plainLayout, initialize: biasInitializer(initialBias) });
  }

  forward(features: Tensor4D): Tensor4D {
    return conv2d(features, this.#filter.value as Tensor4D, { bias: this.#bias.value as Tensor1D });
  }

  forwardChannels(features: Tensor4D, channels: Int32Array): Tensor3D {
    return oneChannelConvolution(features, this.#filter.value as Tensor4D, this.#bias.value as Tensor1D, channels);
  }
}
