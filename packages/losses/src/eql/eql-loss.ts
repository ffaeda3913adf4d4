import type { ClassificationLoss, LossTerms, Scalar, Tensor2D } from '@ecm/core/model';

import { checkLabels, checkShapes } from '../fused/check.js';
import type { NanPolicy } from '../fused/nan-policy.js';
import { scoresWithoutBackground, sigmoidLoss } from '../fused/sigmoid-loss.js';
import { biasOfPrior } from '../reference/classification/bias-prior.js';
import { rareClasses } from '../reference/classification/eql.js';
import { reductionFactor } from '../reference/reduction.js';

/** Arguments of the equalization loss. */
export interface EqlLossOptions {
  /** Frequency of each class [C], in whatever unit λ has. */
  readonly frequencies: ArrayLike<number>;
  /** Classes with a frequency strictly below λ are rare; default 0.0011. */
  readonly lambda?: number;
  /** Probability at which the classifier's bias starts; default 0.001. */
  readonly prior?: number;
  /** Default 1. */
  readonly lossWeight?: number;
  /** Default `throw`. */
  readonly nan?: NanPolicy;
}

/**
 * Equalization loss: binary cross-entropy per class, where foreground rows leave out the negatives of rare classes; divided by the
 * number of rows, whatever weights and average factor there are.
 *
 * Logits are float32 [R, C]; labels 0 … C, C = background.
 *
 * @see Tan et al., CVPR 2020; tztztztztz/eqlv2 mmdet/models/losses/eql.py
 */
export class EqlLoss implements ClassificationLoss {
  readonly initialBias: number;
  readonly #options: EqlLossOptions;
  readonly #common: Float64Array;
  readonly #ones: Float64Array;

  constructor(options: EqlLossOptions) {
    this.#options = options;
    this.initialBias = biasOfPrior(options.prior ?? 0.001);
    this.#common = Float64Array.from(rareClasses(options.frequencies, options.lambda ?? 0.0011), (rare) => 1 - rare);
    this.#ones = new Float64Array(this.#common.length).fill(1);
  }

  channels(classes: number): number {
    return classes;
  }

  losses(logits: Tensor2D, labels: Int32Array): LossTerms {
    const name = 'EqlLoss';
    const classes = this.#ones.length;
    checkShapes(name, logits, labels, undefined, classes);
    checkLabels(name, labels, classes);
    const factor = reductionFactor(labels.length, { lossWeight: this.#options.lossWeight });
    const plan = {
      columns: classes,
      active: classes,
      rowFactor: () => factor,
      weights: (row: number) => (labels[row] < classes ? this.#common : this.#ones),
      exceptions: (row: number) => (labels[row] < classes ? [{ column: labels[row], target: 1, weight: 1 }] : []),
    };
    return { loss_cls: sigmoidLoss(logits, plan, { name, nan: this.#options.nan ?? 'throw' }) as Scalar };
  }

  scores(logits: Tensor2D): Tensor2D {
    return scoresWithoutBackground(logits);
  }
}
