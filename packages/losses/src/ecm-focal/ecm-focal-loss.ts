import type { ClassificationLoss, ClassificationLossOptions, LossTerms, Scalar, Tensor2D } from '@ecm/core/model';

import type { DenseClassMarginOptions } from '../ecm/dense-class-margins.js';
import { DenseClassMargins } from '../ecm/dense-class-margins.js';
import type { FocalLossOptions } from '../focal/focal-loss.js';
import { checkShapes } from '../fused/check.js';
import { focalLossOp } from '../fused/focal-loss-op.js';
import { focalPositives } from '../fused/focal-positives.js';

/** Arguments of the one-stage effective class-margin loss on a focal carrier. */
export interface EcmFocalLossOptions extends FocalLossOptions, DenseClassMarginOptions {}

/**
 * Effective class-margin loss of dense heads with the focal weight: m_c · focal(2f − ¼ ln α_c).
 *
 * Logits are float32 [R, C] (or [R, C + 1] with a background channel); labels 0 … C. Scores are [R, C].
 *
 * @see Cho and Krähenbühl, ECCV 2022, section 5 and supplement F; the loss specification, 4.6, for what was not released
 */
export class EcmFocalLoss implements ClassificationLoss {
  readonly initialBias: number | Float32Array;
  readonly #options: EcmFocalLossOptions;
  readonly #margins: DenseClassMargins;

  constructor(options: EcmFocalLossOptions) {
    this.#options = options;
    this.#margins = new DenseClassMargins(options, options.prior ?? 0.01);
    this.initialBias = this.#margins.initialBias;
  }

  channels(): number {
    return this.#margins.channels;
  }

  losses(logits: Tensor2D, labels: Int32Array, options: ClassificationLossOptions = {}): LossTerms {
    return { loss_cls: this.#run(logits, labels, options, false) as Scalar };
  }

  /** Weighted loss of each entry, [R, K]. */
  elementLosses(logits: Tensor2D, labels: Int32Array, options: ClassificationLossOptions = {}): Tensor2D {
    return this.#run(logits, labels, options, true) as Tensor2D;
  }

  scores(logits: Tensor2D): Tensor2D {
    return this.#margins.scores(logits);
  }

  #run(logits: Tensor2D, labels: Int32Array, options: ClassificationLossOptions, asElements: boolean) {
    const name = 'EcmFocalLoss';
    const { channels, surrogate } = this.#margins;
    checkShapes(name, logits, labels, options.weights, channels);
    const own = { alpha: 0.25, gamma: 2, ...this.#options, surrogate };
    return focalLossOp(name, logits, own, focalPositives(labels, channels, own), options, asElements);
  }
}
