import type { Parameter, PredictorGiven, RegionPredictor, Tensor1D, Tensor2D } from '@ecm/core/model';
import { linearLayout, normal, ones, plainLayout } from '@ecm/tensor';

import { biasInitializer } from '../layers/bias-initializer.js';
import { scaledLinear } from './scaled-linear.js';

/** Choices of the classifier with learnable scales. */
export interface LwsOptions {
  /** Scale the bias, too; default false. */
  readonly scaleBias?: boolean;
}

/**
 * Classifier of learnable weight scaling: a linear layer under the names of a linear layer, and `weight_scaler` [K], 1 at the
 * start, so that it begins as the stage-1 classifier. Which of them learn is a matter of the schedule.
 *
 * @see Kang et al., ICLR 2020; tztztztztz/eqlv2 mmdet/models/roi_heads/bbox_heads/lws_layer.py
 */
export class LwsRegionPredictor implements RegionPredictor {
  readonly #weight: Parameter;
  readonly #bias: Parameter;
  readonly #scale: Parameter;
  readonly #options: LwsOptions;

  constructor({ scope, inputs, outputs, initialBias }: PredictorGiven, options: LwsOptions = {}) {
    this.#weight = scope.parameter('weight', [inputs, outputs], { layout: linearLayout, initialize: normal(0.01) });
    this.#bias = scope.parameter('bias', [outputs], { layout: plainLayout, initialize: biasInitializer(initialBias) });
    // [K, 1] in files, so [1, K] in memory.
    this.#scale = scope.parameter('weight_scaler', [1, outputs], { layout: linearLayout, initialize: ones });
    this.#options = options;
  }

  forward(features: Tensor2D): Tensor2D {
    const scale = this.#scale.value.reshape<Tensor1D>([-1]);
    return scaledLinear(features, { weight: this.#weight.value as Tensor2D, bias: this.#bias.value as Tensor1D, scale }, this.#options);
  }
}
