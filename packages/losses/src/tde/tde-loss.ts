import type { ClassificationLoss, ClassificationLossOptions, LossTerms, Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import type { SoftmaxCeOptions } from '../softmax-ce/softmax-ce-loss.js';
import { SoftmaxCeLoss } from '../softmax-ce/softmax-ce-loss.js';

/** Arguments of the de-confounded loss. */
export interface TdeLossOptions extends SoftmaxCeOptions {
  /** Let the background keep its plain probability ("background-exempted inference"); default true. */
  readonly exemptBackground?: boolean;
  /** Apply the second softmax of the original's inference; default false. */
  readonly compatDoubleSoftmax?: boolean;
}

/**
 * Loss and scores of the de-confounded classifier (total direct effect).
 *
 * The classifier hands over float32 [R, 2 (C + 1)]: the logits z, and z − z⁰ without the effect of the running feature (see
 * the classifier `tde` of @ecm/heads). The loss is the softmax cross-entropy of z; scores are [R, C + 1], background last.
 *
 * @see Tang et al., NeurIPS 2020; KaihuaTang/Long-Tailed-Recognition.pytorch lvis1.0/mmdet/models/roi_heads/bbox_heads/convfc_bbox_head.py
 */
export class TdeLoss implements ClassificationLoss {
  readonly initialBias = 0;
  readonly logitLayout = 'plain-and-adjusted';
  readonly #loss: SoftmaxCeLoss;
  readonly #options: TdeLossOptions;

  constructor(options: TdeLossOptions = {}) {
    this.#options = options;
    this.#loss = new SoftmaxCeLoss({ ...options, copies: 2 });
  }

  channels(classes: number): number {
    return 2 * (classes + 1);
  }

  losses(logits: Tensor2D, labels: Int32Array, options: ClassificationLossOptions = {}): LossTerms {
    return this.#loss.losses(logits, labels, options);
  }

  scores(logits: Tensor2D): Tensor2D {
    const { plain, adjusted } = halves(logits);
    const scores = this.#options.exemptBackground === false ? adjusted : exempted(plain, adjusted);
    return this.#options.compatDoubleSoftmax === true ? tf.softmax(scores) : scores;
  }
}

function halves(logits: Tensor2D): { readonly plain: Tensor2D; readonly adjusted: Tensor2D } {
  const columns = logits.shape[1] / 2;
  return { plain: tf.slice2d(logits, [0, 0], [-1, columns]), adjusted: tf.slice2d(logits, [0, columns], [-1, columns]) };
}

/** Softmax of the adjusted logits, rescaled so that the background keeps its probability of the plain softmax. */
function exempted(plain: Tensor2D, adjusted: Tensor2D): Tensor2D {
  const classes = plain.shape[1] - 1;
  const probabilities = tf.softmax(plain);
  const background = tf.slice2d(probabilities, [0, classes], [-1, 1]);
  // Foreground share as a sum: 1 − background would cancel where the background is certain.
  const share = tf.sum(tf.slice2d(probabilities, [0, 0], [-1, classes]), 1, true);
  const foreground = tf.slice2d(tf.softmax(adjusted), [0, 0], [-1, classes]);
  const scale = tf.div(share, tf.add(tf.sum(foreground, 1, true), 1e-10));
  return tf.concat2d([tf.mul<Tensor2D>(tf.add(foreground, 1e-10), scale), background], 1);
}
