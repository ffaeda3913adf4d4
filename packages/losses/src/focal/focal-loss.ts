import type { ClassificationLoss, ClassificationLossOptions, LossTerms, Scalar, Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import { checkShapes } from '../fused/check.js';
import { focalLossOp } from '../fused/focal-loss-op.js';
import { focalPositives } from '../fused/focal-positives.js';
import type { ReducedLossOptions } from '../fused/reduced-loss-options.js';
import { biasOfPrior } from '../reference/classification/bias-prior.js';

/** Arguments of the focal loss. */
export interface FocalLossOptions extends ReducedLossOptions {
  /** Weight of positives α; default 0.25. */
  readonly alpha?: number;
  /** Focusing exponent γ; default 2. */
  readonly gamma?: number;
  /** Probability at which the classifier's bias starts; default 0.01. */
  readonly prior?: number;
}

/**
 * Focal loss of dense heads: α (1 − p)^γ softplus(−z) for the entry of the row's class, (1 − α) p^γ softplus(z) for the others.
 *
 * Logits are float32 [R, C]; labels 0 … C, C = background. Scores are [R, C].
 *
 * @see Lin et al., ICCV 2017; mmdet/models/losses/focal_loss.py
 */
export class FocalLoss implements ClassificationLoss {
  readonly initialBias: number;
  readonly #options: FocalLossOptions;

  constructor(options: FocalLossOptions = {}) {
    this.#options = options;
    this.initialBias = biasOfPrior(options.prior ?? 0.01);
  }

  channels(classes: number): number {
    return classes;
  }

  losses(logits: Tensor2D, labels: Int32Array, options: ClassificationLossOptions = {}): LossTerms {
    return { loss_cls: this.#run(logits, labels, options, false) as Scalar };
  }

  /** Weighted loss of each entry, [R, C]: what the original returns for reduction `none`. */
  elementLosses(logits: Tensor2D, labels: Int32Array, options: ClassificationLossOptions = {}): Tensor2D {
    return this.#run(logits, labels, options, true) as Tensor2D;
  }

  scores(logits: Tensor2D): Tensor2D {
    return tf.sigmoid(logits);
  }

  #run(logits: Tensor2D, labels: Int32Array, options: ClassificationLossOptions, asElements: boolean) {
    const name = 'FocalLoss';
    checkShapes(name, logits, labels, options.weights);
    const own = { alpha: 0.25, gamma: 2, ...this.#options };
    return focalLossOp(name, logits, own, focalPositives(labels, logits.shape[1], own), options, asElements);
  }
}
