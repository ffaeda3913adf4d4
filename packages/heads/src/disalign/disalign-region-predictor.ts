import type { Parameter, RegionPredictor, RegionPredictorGiven, Tensor1D, Tensor2D } from '@ecm/core/model';
import { normal, ones, plainLayout, zeros } from '@ecm/tensor';

import { LinearLayer } from '../layers/linear-layer.js';
import { disalignLogits } from './disalign-logits.js';

/**
 * Calibration of DisAlign on top of another classifier: `logit_scale` and `logit_bias` [C], and a `confidence_layer` that reads
 * the features as they come, not normalised. At the start the logits are those of the inner classifier.
 *
 * @see Zhang et al., CVPR 2021; Megvii-BaseDetection/cvpods cvpods/modeling/roi_heads/disalign_fast_rcnn.py
 */
export class DisalignRegionPredictor implements RegionPredictor {
  readonly #classifier: RegionPredictor;
  readonly #scale: Parameter;
  readonly #shift: Parameter;
  readonly #confidence: LinearLayer;

  /** @param classifier gives the logits [R, C + 1] that are calibrated */
  constructor({ scope, inputs, classes }: RegionPredictorGiven, classifier: RegionPredictor) {
    this.#classifier = classifier;
    this.#scale = scope.parameter('logit_scale', [classes], { layout: plainLayout, initialize: ones });
    this.#shift = scope.parameter('logit_bias', [classes], { layout: plainLayout, initialize: zeros });
    this.#confidence = new LinearLayer(scope.child('confidence_layer'), { inputs, outputs: 1, initialize: normal(0.01) });
  }

  forward(features: Tensor2D): Tensor2D {
    return disalignLogits(this.#classifier.forward(features), {
      scale: this.#scale.value as Tensor1D,
      shift: this.#shift.value as Tensor1D,
      confidence: this.#confidence.forward(features),
    });
  }

  observe(features: Tensor2D, labels: Int32Array): void {
    this.#classifier.observe?.(features, labels);
  }

  advance(): void {
    this.#classifier.advance?.();
  }
}
