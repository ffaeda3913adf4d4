import type { ParameterScope, RegionPredictions, RegionPredictor, Tensor2D, Tensor4D } from '@ecm/core/model';
import { normal, roiLinearLayout, tf, xavierUniform } from '@ecm/tensor';

import { LinearLayer } from '../layers/linear-layer.js';

/** Sizes of the layers of a box head. */
export interface Shared2fcSizes {
  /** Side of the region features. */
  readonly regionSize: number;
  readonly regionChannels: number;
  readonly hiddenSize: number;
  /** 4, or 4 times the number of classes. */
  readonly deltas: number;
}

/**
 * Two shared linear layers with ReLU, then class logits and box changes: a function of region features.
 *
 * Start values: shared layers Xavier uniform, box layer N(0, 0.001²).
 *
 * @see mmdetection's Shared2FCBBoxHead
 */
export class Shared2fcLayers {
  readonly #shared: readonly LinearLayer[];
  readonly #boxes: LinearLayer;
  readonly #classifier: RegionPredictor;

  constructor(scope: ParameterScope, classifier: RegionPredictor, { regionSize, regionChannels, hiddenSize, deltas }: Shared2fcSizes) {
    this.#classifier = classifier;
    this.#boxes = new LinearLayer(scope.child('fc_reg'), { inputs: hiddenSize, outputs: deltas, initialize: normal(0.001) });
    this.#shared = [
      new LinearLayer(scope.child('shared_fcs.0'), {
        inputs: regionSize * regionSize * regionChannels,
        outputs: hiddenSize,
        initialize: xavierUniform,
        layout: roiLinearLayout(regionSize, regionSize, regionChannels),
      }),
      new LinearLayer(scope.child('shared_fcs.1'), { inputs: hiddenSize, outputs: hiddenSize, initialize: xavierUniform }),
    ];
  }

  /**
   * @param regions float32 [R, regionSize, regionSize, regionChannels]
   * @param labels class of each region in training, for classifiers that observe it
   */
  forward(regions: Tensor4D, labels?: Int32Array): RegionPredictions {
    const flat = regions.reshape<Tensor2D>([regions.shape[0], -1]);
    const hidden = this.#shared.reduce((x, layer) => tf.relu(layer.forward(x)), flat);
    if (labels !== undefined) this.#classifier.observe?.(hidden, labels);
    return { logits: this.#classifier.forward(hidden), deltas: this.#boxes.forward(hidden) };
  }

  /** Called once after each optimiser step. */
  advance(): void {
    this.#classifier.advance?.();
  }
}
