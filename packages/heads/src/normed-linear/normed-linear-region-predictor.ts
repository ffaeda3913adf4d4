import type { Parameter, PredictorGiven, RegionPredictor, Tensor1D, Tensor2D } from '@ecm/core/model';
import { linearLayout, normal, plainLayout } from '@ecm/tensor';

import { biasInitializer } from '../layers/bias-initializer.js';
import type { CosineOptions } from './normed-linear.js';
import { normedLinear } from './normed-linear.js';

/** Cosine classifier with trained weights W from N(0, 0.01²) and bias; names and shapes of a linear layer. */
export class NormedLinearRegionPredictor implements RegionPredictor {
  readonly #weight: Parameter;
  readonly #bias: Parameter;
  readonly #options: CosineOptions;

  constructor({ scope, inputs, outputs, initialBias }: PredictorGiven, options: CosineOptions) {
    this.#weight = scope.parameter('weight', [inputs, outputs], { layout: linearLayout, initialize: normal(0.01) });
    this.#bias = scope.parameter('bias', [outputs], { layout: plainLayout, initialize: biasInitializer(initialBias) });
    this.#options = options;
  }

  forward(features: Tensor2D): Tensor2D {
    return normedLinear(features, this.#weight.value as Tensor2D, this.#bias.value as Tensor1D, this.#options);
  }
}
