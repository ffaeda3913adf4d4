import type { ClassificationLoss, ClassificationLossOptions, LossTerms, Scalar, Tensor, Tensor2D } from '@ecm/core/model';
import { gatherRows, tf } from '@ecm/tensor';

import { checkLabels, checkShapes } from '../fused/check.js';
import type { ReducedLossOptions } from '../fused/reduced-loss-options.js';
import { reductionFactor } from '../reference/reduction.js';
import type { ReductionOptions } from '../reference/reduction.js';
import type { SeesawOptions } from '../reference/classification/seesaw.js';
import { LabelCounts } from './label-counts.js';
import { seesawClassLoss, seesawObjectnessLoss } from './seesaw-ops.js';

/** Arguments of the seesaw loss. */
export interface SeesawLossOptions extends SeesawOptions, ReducedLossOptions {
  /** Number C of foreground classes. */
  readonly classes: number;
  /** Sum the label counts over data-parallel workers; default false, as the original. */
  readonly syncCounts?: boolean;
}

/**
 * Seesaw loss: softmax cross-entropy of foreground rows whose other classes are weakened by their rarity (mitigation) and
 * strengthened where they score too high (compensation), and a two-way objectness cross-entropy of all rows.
 *
 * Logits are float32 [R, C + 2]: classes, then objectness [foreground, background]; labels 0 … C, C = background. The label counts
 * are state; the counts of the present batch take part in its own loss and become permanent with `advance`.
 *
 * @see Wang et al., CVPR 2021; mmdet/models/losses/seesaw_loss.py
 */
export class SeesawLoss implements ClassificationLoss {
  readonly initialBias = 0;
  readonly state: LabelCounts;
  readonly #options: SeesawLossOptions;

  constructor(options: SeesawLossOptions) {
    this.#options = options;
    this.state = new LabelCounts(options.classes);
  }

  /** Label counts of this step [C + 1], present if they are to be summed over workers. */
  get increments(): Float64Array {
    return this.#options.syncCounts === true ? this.state.increments : new Float64Array(0);
  }

  channels(classes: number): number {
    return classes + 2;
  }

  losses(logits: Tensor2D, labels: Int32Array, options: ClassificationLossOptions = {}): LossTerms {
    return this.#run(logits, labels, options, false) as Record<string, Scalar>;
  }

  /** Weighted losses of the foreground rows and of all rows: what the original returns for reduction `none`. */
  elementLosses(logits: Tensor2D, labels: Int32Array, options: ClassificationLossOptions = {}): Readonly<Record<string, Tensor>> {
    const { loss_cls_objectness: objectness, loss_cls_classes: classes } = this.#run(logits, labels, options, true);
    const foreground = Int32Array.from(labels.keys()).filter((row) => labels[row] < this.#options.classes);
    return { loss_cls_objectness: objectness, loss_cls_classes: gatherRows(classes.reshape<Tensor2D>([-1, 1]), foreground).reshape([-1]) };
  }

  advance(): void {
    this.state.advance();
  }

  scores(logits: Tensor2D): Tensor2D {
    const { classes } = this.#options;
    const objectness = tf.softmax(tf.slice2d(logits, [0, classes], [-1, 2]));
    const foreground = tf.mul<Tensor2D>(tf.softmax(tf.slice2d(logits, [0, 0], [-1, classes])), tf.slice2d(objectness, [0, 0], [-1, 1]));
    return tf.concat2d([foreground, tf.slice2d(objectness, [0, 1], [-1, 1])], 1);
  }

  #run(logits: Tensor2D, labels: Int32Array, { weights, averageFactor }: ClassificationLossOptions, asElements: boolean) {
    const name = 'SeesawLoss';
    const { classes, lossWeight = 1, reduction, averageEpsilon, nan = 'throw' } = this.#options;
    checkShapes(name, logits, labels, weights, classes + 2);
    checkLabels(name, labels, classes);
    this.state.count(labels);
    const counts = this.state.current;
    const foregroundRows = labels.reduce((rows, label) => rows + (label < classes ? 1 : 0), 0);
    const reduced: ReductionOptions = { lossWeight, reduction, averageFactor, averageEpsilon };
    const factors = asElements
      ? { classes: lossWeight, objectness: lossWeight }
      : { classes: reductionFactor(foregroundRows, reduced), objectness: reductionFactor(labels.length, reduced) };
    const input = { name, nan, labels, weights, classes, asElements };
    return {
      loss_cls_objectness: seesawObjectnessLoss(logits, { ...input, factor: factors.objectness }),
      loss_cls_classes: seesawClassLoss(logits, { ...input, factor: factors.classes, counts, ...this.#options }),
    };
  }
}
