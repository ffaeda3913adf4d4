import { SeededRandom } from '@ecm/core';
import type { RandomStream } from '@ecm/core';
import type { ClassificationLoss, LossTerms, SavedState, Scalar, Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import { checkLabels, checkShapes } from '../fused/check.js';
import type { NanPolicy } from '../fused/nan-policy.js';
import { sigmoidLoss } from '../fused/sigmoid-loss.js';
import { biasOfPrior } from '../reference/classification/bias-prior.js';
import type { FederatedDrawOptions } from '../reference/classification/federated.js';
import { federatedDraw } from '../reference/classification/federated.js';
import { reductionFactor } from '../reference/reduction.js';
import { RandomState } from '../state/random-state.js';
import { drawWithoutReplacement } from './draw-without-replacement.js';

/** Arguments of the federated loss. */
export interface FederatedLossOptions extends FederatedDrawOptions {
  /** Training images of each class [C]. */
  readonly imageCounts: ArrayLike<number>;
  /** Source of the class draws; default seed 0. */
  readonly random?: RandomStream;
  /** Probability at which the classifier's bias starts; default 0.01. */
  readonly prior?: number;
  /** Default 1. */
  readonly lossWeight?: number;
  /** Default `throw`. */
  readonly nan?: NanPolicy;
}

/**
 * Federated loss: binary cross-entropy over the classes of the batch and a few drawn ones; divided by the number of rows.
 *
 * Logits are float32 [R, C + 1], of which the last column is neither trained nor read; labels 0 … C, C = background.
 *
 * @see Zhou et al., CenterNet2, 2021; xingyizhou/CenterNet2 centernet/modeling/roi_heads/fed_loss.py
 */
export class FederatedLoss implements ClassificationLoss {
  readonly initialBias: number;
  /** The random stream, so that a resumed run draws what an uninterrupted one would. */
  readonly state: SavedState;
  readonly #options: FederatedLossOptions;
  readonly #random: RandomStream;

  constructor(options: FederatedLossOptions) {
    this.#options = options;
    this.initialBias = biasOfPrior(options.prior ?? 0.01);
    this.#random = options.random ?? new SeededRandom('federated-loss', 0);
    this.state = new RandomState('FederatedLoss', this.#random);
  }

  channels(classes: number): number {
    return classes + 1;
  }

  losses(logits: Tensor2D, labels: Int32Array): LossTerms {
    const { present, count, weights } = federatedDraw(labels, this.#options.imageCounts, this.#options);
    return this.lossesOf(logits, labels, [...present, ...drawWithoutReplacement(weights, count, this.#random)]);
  }

  /** The loss over given classes; the background's label among them changes nothing. */
  lossesOf(logits: Tensor2D, labels: Int32Array, kept: readonly number[]): LossTerms {
    const name = 'FederatedLoss';
    const classes = this.#options.imageCounts.length;
    checkShapes(name, logits, labels, undefined, classes + 1);
    checkLabels(name, labels, classes);
    const weights = new Float64Array(classes);
    for (const label of kept) if (label < classes) weights[label] = 1;
    const factor = reductionFactor(labels.length, { lossWeight: this.#options.lossWeight });
    const plan = {
      columns: classes + 1,
      active: classes,
      rowFactor: () => factor,
      weights: () => weights,
      exceptions: (row: number) => (labels[row] < classes ? [{ column: labels[row], target: 1, weight: weights[labels[row]] }] : []),
    };
    return { loss_cls: sigmoidLoss(logits, plan, { name, nan: this.#options.nan ?? 'throw' }) as Scalar };
  }

  scores(logits: Tensor2D): Tensor2D {
    return tf.sigmoid(logits);
  }
}
