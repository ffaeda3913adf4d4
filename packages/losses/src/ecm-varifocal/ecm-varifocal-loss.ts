import { ShapeError } from '@ecm/core';
import type { ClassificationLoss, ClassificationLossOptions, LossTerms, Scalar, Tensor2D } from '@ecm/core/model';

import type { DenseClassMarginOptions } from '../ecm/dense-class-margins.js';
import { DenseClassMargins } from '../ecm/dense-class-margins.js';
import { checkShapes } from '../fused/check.js';
import { focalLossOp } from '../fused/focal-loss-op.js';
import { positivesOfQualities, positivesOfTargets, varifocalPositives } from '../fused/focal-positives.js';
import type { PositiveEntry } from '../kernels/focal-kernel.js';
import type { VarifocalLossOptions } from '../varifocal/varifocal-loss.js';

/** Arguments of the one-stage effective class-margin loss on a varifocal carrier. */
export interface EcmVarifocalLossOptions extends VarifocalLossOptions, DenseClassMarginOptions {}

/**
 * Effective class-margin loss of dense heads with the varifocal weight: m_c · varifocal(2f − ¼ ln α_c, q).
 *
 * Logits are float32 [R, C] (or [R, C + 1] with a background channel); labels 0 … C; q is the row's quality. Scores are [R, C].
 *
 * @see Cho and Krähenbühl, ECCV 2022, section 5 and supplement F; the loss specification, 4.6, for what was not released
 */
export class EcmVarifocalLoss implements ClassificationLoss {
  readonly initialBias: number | Float32Array;
  readonly #options: EcmVarifocalLossOptions;
  readonly #margins: DenseClassMargins;

  constructor(options: EcmVarifocalLossOptions) {
    this.#options = options;
    this.#margins = new DenseClassMargins(options, options.prior ?? 0.01);
    this.initialBias = this.#margins.initialBias;
  }

  channels(): number {
    return this.#margins.channels;
  }

  losses(logits: Tensor2D, labels: Int32Array, options: ClassificationLossOptions = {}): LossTerms {
    checkShapes('EcmVarifocalLoss', logits, labels, options.weights, this.#margins.channels);
    const positives = positivesOfQualities(labels, options.qualities, this.#margins.channels);
    return { loss_cls: this.#run(logits, positives, options, false) as Scalar };
  }

  /** The same from a full matrix of soft targets q, float32 [R · K]. */
  targetLoss(logits: Tensor2D, targets: Float32Array, options: ClassificationLossOptions = {}): Scalar {
    return this.#run(logits, this.#positives(logits, targets), options, false) as Scalar;
  }

  /** Weighted loss of each entry, [R, K]. */
  elementLosses(logits: Tensor2D, targets: Float32Array, options: ClassificationLossOptions = {}): Tensor2D {
    return this.#run(logits, this.#positives(logits, targets), options, true) as Tensor2D;
  }

  scores(logits: Tensor2D): Tensor2D {
    return this.#margins.scores(logits);
  }

  #positives(logits: Tensor2D, targets: Float32Array) {
    if (targets.length !== logits.size) throw new ShapeError('EcmVarifocalLoss: targets', `[${logits.shape.join(', ')}]`, [targets.length]);
    return positivesOfTargets(targets, logits.shape[1]);
  }

  #run(logits: Tensor2D, positives: (row: number) => readonly PositiveEntry[], options: ClassificationLossOptions, asElements: boolean) {
    const own = { alpha: 0.75, gamma: 2, iouWeighted: true, ...this.#options, surrogate: this.#margins.surrogate };
    return focalLossOp('EcmVarifocalLoss', logits, own, varifocalPositives(positives, own), options, asElements);
  }
}
