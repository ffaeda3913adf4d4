import type { ClassificationLoss, LossTerms, Scalar, Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import { checkLabels, checkShapes } from '../fused/check.js';
import { fusedLoss } from '../fused/fused-loss.js';
import type { NanPolicy } from '../fused/nan-policy.js';
import { sigmoidKernel } from '../kernels/sigmoid-kernel.js';
import { biasOfPrior } from '../reference/classification/bias-prior.js';
import type { EntryWeights, GradientRatioMap } from '../reference/classification/eqlv2.js';
import { gradientRatioWeights } from '../reference/classification/eqlv2.js';
import { reductionFactor } from '../reference/reduction.js';
import { GradientRatios } from './gradient-ratios.js';

/** Arguments of the equalization loss v2. */
export interface Eqlv2LossOptions extends GradientRatioMap {
  /** Number C of foreground classes. */
  readonly classes: number;
  /** Multiply class scores by 1 − background score; default true. */
  readonly testWithObjectness?: boolean;
  /** Probability at which the classifier's bias starts; default 0.001. */
  readonly prior?: number;
  /** Default 1. */
  readonly lossWeight?: number;
  /** Default `throw`. */
  readonly nan?: NanPolicy;
}

/**
 * Equalization loss v2: binary cross-entropy over C + 1 entries whose positives and negatives are weighted by the ratio of the
 * gradients that each class has got so far; divided by the number of rows.
 *
 * Logits are float32 [R, C + 1], background last; labels 0 … C. The accumulated gradients are state; they move on with `advance`.
 *
 * @see Tan et al., CVPR 2021; tztztztztz/eqlv2 mmdet/models/losses/eqlv2.py
 */
export class Eqlv2Loss implements ClassificationLoss {
  readonly initialBias: number;
  readonly state: GradientRatios;
  readonly #options: Eqlv2LossOptions;

  constructor(options: Eqlv2LossOptions) {
    this.#options = options;
    this.initialBias = biasOfPrior(options.prior ?? 0.001);
    this.state = new GradientRatios(options.classes);
  }

  /** Gradients of positives and of negatives that this step adds [2 · C]; workers sum theirs before `advance`. */
  get increments(): Float64Array {
    return this.state.increments;
  }

  /** Weights of the present step, background last. */
  get weights(): EntryWeights {
    return gradientRatioWeights(this.state.ratios, this.#options);
  }

  channels(classes: number): number {
    return classes + 1;
  }

  losses(logits: Tensor2D, labels: Int32Array): LossTerms {
    const name = 'Eqlv2Loss';
    const { classes, lossWeight, nan = 'throw' } = this.#options;
    const columns = classes + 1;
    checkShapes(name, logits, labels, undefined, columns);
    checkLabels(name, labels, classes);
    const { positive, negative } = this.weights;
    const factor = reductionFactor(labels.length, { lossWeight });
    const plan = {
      columns,
      active: columns,
      rowFactor: () => factor,
      weights: () => negative,
      exceptions: (row: number) => [{ column: labels[row], target: 1, weight: positive[labels[row]] }],
    };
    const loss = fusedLoss(
      logits,
      (values, gradient) => {
        const sum = sigmoidKernel(values, plan, gradient);
        if (Number.isFinite(sum)) this.state.count(gradient, labels, factor);
        return sum;
      },
      { name, nan },
    );
    return { loss_cls: loss as Scalar };
  }

  advance(): void {
    this.state.advance();
  }

  scores(logits: Tensor2D): Tensor2D {
    if (this.#options.testWithObjectness === false) return tf.sigmoid(logits);
    return objectnessScores(logits);
  }
}

/** σ(z_c) (1 − σ(z_bg)), background σ(z_bg) last. */
function objectnessScores(logits: Tensor2D): Tensor2D {
  const classes = logits.shape[1] - 1;
  const background = tf.slice2d(logits, [0, classes], [-1, 1]);
  const foreground = tf.sigmoid(tf.slice2d(logits, [0, 0], [-1, classes]));
  return tf.concat2d([tf.mul(foreground, tf.sigmoid(tf.neg(background))), tf.sigmoid(background)], 1);
}
