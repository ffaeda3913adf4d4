import { ShapeError } from '@ecm/core';
import type { ClassificationLoss, ClassificationLossOptions, LossTerms, Scalar, Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import { checkShapes } from '../fused/check.js';
import { focalLossOp } from '../fused/focal-loss-op.js';
import { positivesOfQualities, positivesOfTargets, varifocalPositives } from '../fused/focal-positives.js';
import type { PositiveEntry } from '../kernels/focal-kernel.js';
import type { FocalLossOptions } from '../focal/focal-loss.js';
import { biasOfPrior } from '../reference/classification/bias-prior.js';

/** Arguments of the varifocal loss; α defaults to 0.75. */
export interface VarifocalLossOptions extends FocalLossOptions {
  /** Whether positives are weighted by their target; default true. */
  readonly iouWeighted?: boolean;
}

/**
 * Varifocal loss of dense heads: q · BCE(z, q) for the entry of a foreground row's class, q the row's quality (the IoU of its
 * refined box, at least 1e-6), and α p^γ softplus(z) for all other entries.
 *
 * Logits are float32 [R, C]; labels 0 … C, C = background. Scores are [R, C].
 *
 * @see Zhang et al., VarifocalNet, CVPR 2021; mmdet/models/losses/varifocal_loss.py
 */
export class VarifocalLoss implements ClassificationLoss {
  readonly initialBias: number;
  readonly #options: VarifocalLossOptions;

  constructor(options: VarifocalLossOptions = {}) {
    this.#options = options;
    this.initialBias = biasOfPrior(options.prior ?? 0.01);
  }

  channels(classes: number): number {
    return classes;
  }

  losses(logits: Tensor2D, labels: Int32Array, options: ClassificationLossOptions = {}): LossTerms {
    checkShapes('VarifocalLoss', logits, labels, options.weights);
    const positives = positivesOfQualities(labels, options.qualities, logits.shape[1]);
    return { loss_cls: this.#run(logits, positives, options, false) as Scalar };
  }

  /** The same from a full matrix of soft targets q, float32 [R · C]. */
  targetLoss(logits: Tensor2D, targets: Float32Array, options: ClassificationLossOptions = {}): Scalar {
    return this.#run(logits, this.#positives(logits, targets), options, false) as Scalar;
  }

  /** Weighted loss of each entry, [R, C]: what the original returns for reduction `none`. */
  elementLosses(logits: Tensor2D, targets: Float32Array, options: ClassificationLossOptions = {}): Tensor2D {
    return this.#run(logits, this.#positives(logits, targets), options, true) as Tensor2D;
  }

  scores(logits: Tensor2D): Tensor2D {
    return tf.sigmoid(logits);
  }

  #positives(logits: Tensor2D, targets: Float32Array) {
    if (targets.length !== logits.size) throw new ShapeError('VarifocalLoss: targets', `[${logits.shape.join(', ')}]`, [targets.length]);
    return positivesOfTargets(targets, logits.shape[1]);
  }

  #run(logits: Tensor2D, positives: (row: number) => readonly PositiveEntry[], options: ClassificationLossOptions, asElements: boolean) {
    const own = { alpha: 0.75, gamma: 2, iouWeighted: true, ...this.#options };
    return focalLossOp('VarifocalLoss', logits, own, varifocalPositives(positives, own), options, asElements);
  }
}
