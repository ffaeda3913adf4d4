import type { Parameter, RegionPredictor, RegionPredictorGiven, Tensor2D } from '@ecm/core/model';
import { detached, linearLayout, tf, uniform } from '@ecm/tensor';

import type { RunningFeatureOptions } from './running-feature.js';
import { RunningFeature } from './running-feature.js';
import type { TdeClassifierOptions } from './tde-logits.js';
import { tdeEffect, tdeLogits } from './tde-logits.js';

/** Choices of the de-confounded classifier. */
export type TdeOptions = TdeClassifierOptions & Pick<RunningFeatureOptions, 'mu' | 'compatLabelBug'>;

/**
 * De-confounded classifier for the loss `tde`: logits z of multi-head normalised features and weights, side by side with z − z⁰,
 * from which the effect of the running feature is taken: [R, 2 (C + 1)]. Training differentiates z alone; scores come from both.
 *
 * Parameter `weight` from U(−1/√D, 1/√D), no bias; buffer `embed_mean`.
 *
 * @see Tang et al., NeurIPS 2020; KaihuaTang/Long-Tailed-Recognition.pytorch lvis1.0/mmdet/models/roi_heads/bbox_heads/convfc_bbox_head.py
 */
export class TdeRegionPredictor implements RegionPredictor {
  readonly logitLayout = 'plain-and-adjusted';
  readonly #weight: Parameter;
  readonly #running: RunningFeature;
  readonly #options: TdeOptions;

  constructor({ scope, inputs, classes }: Pick<RegionPredictorGiven, 'scope' | 'inputs' | 'classes'>, options: TdeOptions = {}) {
    const initialize = uniform(1 / Math.sqrt(inputs));
    this.#weight = scope.parameter('weight', [inputs, classes + 1], { layout: linearLayout, initialize });
    this.#running = new RunningFeature(scope, { ...options, classes, width: inputs });
    this.#options = options;
  }

  forward(features: Tensor2D): Tensor2D {
    const weight = this.#weight.value as Tensor2D;
    const plain = tdeLogits(features, weight, this.#options);
    // Not trained, and its gradient would not be a number where a part of the features is 0.
    const effect = tdeEffect(detached(features), detached(weight), this.#running.value, this.#options);
    return tf.concat2d([plain, tf.sub(detached(plain), effect)], 1);
  }

  observe(features: Tensor2D, labels: Int32Array): void {
    this.#running.observe(features.dataSync<'float32'>(), labels);
  }

  advance(): void {
    this.#running.advance();
  }
}
