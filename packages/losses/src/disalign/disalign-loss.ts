import type { ClassificationLoss, LossTerms, Tensor2D } from '@ecm/core/model';

import { checkLabels, checkShapes } from '../fused/check.js';
import type { NanPolicy } from '../fused/nan-policy.js';
import { generalizedReweighting } from '../reference/classification/disalign.js';
import { SoftmaxCeLoss } from '../softmax-ce/softmax-ce-loss.js';

/** Arguments of the loss of DisAlign. */
export interface DisalignLossOptions {
  /** Training samples of each class [C]; counts below 1 are taken as 1. */
  readonly counts: ArrayLike<number>;
  /** Exponent ρ of the inverse frequency; default 0.8. */
  readonly rho?: number;
  /** Default 1. */
  readonly lossWeight?: number;
  /** Default `throw`. */
  readonly nan?: NanPolicy;
}

/**
 * Generalised re-weighting loss of DisAlign: the weighted mean Σ k_y ℓ / Σ k_y of the softmax cross-entropy on calibrated logits
 * (the classifier `disalign` of @ecm/heads makes them); weights and average factor of the head are not used.
 *
 * Logits are float32 [R, C + 1], background last; labels 0 … C.
 *
 * @see Zhang et al., CVPR 2021; Megvii-BaseDetection/DisAlign instance_seg roi_heads/fast_rcnn
 */
export class DisalignLoss implements ClassificationLoss {
  readonly initialBias = 0;
  /** Weight of each class, background (1) last [C + 1]. */
  readonly classWeights: Float64Array;
  readonly #loss: SoftmaxCeLoss;

  constructor({ counts, rho = 0.8, lossWeight = 1, nan = 'throw' }: DisalignLossOptions) {
    this.classWeights = generalizedReweighting(counts, rho);
    this.#loss = new SoftmaxCeLoss({ classWeights: this.classWeights, averageEpsilon: 0, lossWeight, nan });
  }

  channels(classes: number): number {
    return classes + 1;
  }

  losses(logits: Tensor2D, labels: Int32Array): LossTerms {
    checkShapes('DisalignLoss', logits, labels, undefined, this.classWeights.length);
    checkLabels('DisalignLoss', labels, this.classWeights.length - 1);
    const averageFactor = labels.reduce((sum, label) => sum + this.classWeights[label], 0);
    return this.#loss.losses(logits, labels, { averageFactor });
  }

  scores(logits: Tensor2D): Tensor2D {
    return this.#loss.scores(logits);
  }
}
