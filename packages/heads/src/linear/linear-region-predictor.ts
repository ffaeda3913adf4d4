import type { PredictorGiven, RegionPredictor, Tensor2D } from '@ecm/core/model';
import { normal } from '@ecm/tensor';

import { LinearLayer } from '../layers/linear-layer.js';

/** Plain linear classifier: x · W + b, W from N(0, 0.01²) (mmdetection's `fc_cls`). */
export class LinearRegionPredictor implements RegionPredictor {
  readonly #layer: LinearLayer;

  constructor({ scope, inputs, outputs, initialBias }: PredictorGiven) {
    this.#layer = new LinearLayer(scope, { inputs, outputs, initialize: normal(0.01), initialBias });
  }

  forward(features: Tensor2D): Tensor2D {
    return this.#layer.forward(features);
  }
}
