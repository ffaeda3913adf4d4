import { ShapeError } from '@ecm/core';
import type { ClassificationLoss, ClassificationLossOptions, LossTerms, Scalar, Tensor1D, Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import { checkLabels, checkShapes } from '../fused/check.js';
import { fusedLoss } from '../fused/fused-loss.js';
import type { ReducedLossOptions } from '../fused/reduced-loss-options.js';
import { softmaxKernel } from '../kernels/softmax-kernel.js';
import type { MeanScoreOptions } from '../reference/loce/mean-scores.js';
import { scoreRecords, summedRecords } from '../reference/loce/mean-scores.js';
import { reductionFactor } from '../reference/reduction.js';
import { MeanScores } from './mean-scores.js';
import { objectScores } from './object-scores.js';

/** Arguments of the equilibrium loss. */
export interface LoceLossOptions extends MeanScoreOptions, ReducedLossOptions {
  /** Number C of foreground classes. */
  readonly classes: number;
  /** Mean score of every class at the start; default 0.01. */
  readonly initialScore?: number;
}

/**
 * Equilibrium loss of LOCE: softmax cross-entropy on z + ln s̄, where s̄ are the mean scores that each class has got so far.
 *
 * Logits are float32 [R, C + 1], background last; labels 0 … C. Every call first takes the scores of its rows into the mean scores,
 * one record per ground-truth object (`objects`; without them one record per class), which become permanent with `advance`.
 *
 * @see Feng et al., ICCV 2021; fcjian/LOCE mmdet/models/losses/equilibrium_loss.py
 */
export class LoceLoss implements ClassificationLoss {
  readonly initialBias = 0;
  readonly state: MeanScores;
  readonly #options: LoceLossOptions;

  constructor(options: LoceLossOptions) {
    this.#options = options;
    this.state = new MeanScores(options);
  }

  /** s̄ of each class, background last [C + 1]. */
  get meanScores(): Float64Array {
    return this.state.current;
  }

  /** Records of this step by class, counts and sums [2 · C]; workers sum theirs before `advance`. */
  get increments(): Float64Array {
    return this.state.increments;
  }

  channels(classes: number): number {
    return classes + 1;
  }

  losses(logits: Tensor2D, labels: Int32Array, options: ClassificationLossOptions = {}): LossTerms {
    const { classes } = this.#options;
    checkLabels('LoceLoss', labels, classes);
    const objects = options.objects ?? labels.map((label) => (label < classes ? label : -1));
    checkShapes('LoceLoss', logits, labels, options.weights, classes + 1);
    const scores = objectScores(logits.dataSync<'float32'>(), classes + 1, labels, objects);
    this.state.count(summedRecords(scoreRecords(scores, labels, objects), classes));
    return { loss_cls: this.equilibrium(logits, labels, this.state.current, options) };
  }

  /** The loss for given mean scores [C + 1], without counting. */
  equilibrium(logits: Tensor2D, labels: Int32Array, meanScores: Float64Array, options: ClassificationLossOptions = {}): Scalar {
    return this.#run(logits, labels, meanScores, options, false) as Scalar;
  }

  /** Weighted loss of each row for given mean scores, [R]: what the original returns for reduction `none`. */
  elementLosses(logits: Tensor2D, labels: Int32Array, meanScores: Float64Array, options: ClassificationLossOptions = {}): Tensor1D {
    return this.#run(logits, labels, meanScores, options, true) as Tensor1D;
  }

  advance(): void {
    this.state.advance();
  }

  scores(logits: Tensor2D): Tensor2D {
    return tf.softmax(logits);
  }

  #run(logits: Tensor2D, labels: Int32Array, meanScores: Float64Array, options: ClassificationLossOptions, asElements: boolean) {
    const name = 'LoceLoss';
    const { classes, lossWeight, reduction, averageEpsilon, nan = 'throw' } = this.#options;
    const { weights, averageFactor } = options;
    checkShapes(name, logits, labels, weights, classes + 1);
    if (meanScores.length !== classes + 1) throw new ShapeError(`${name}: meanScores`, `[${classes + 1}]`, [meanScores.length]);
    const rows = labels.length;
    const factor = asElements ? (lossWeight ?? 1) : reductionFactor(rows, { lossWeight, reduction, averageFactor, averageEpsilon });
    const offset = meanScores.map((score) => Math.log(score));
    const plan = {
      columns: classes + 1,
      start: 0,
      width: classes + 1,
      target: (row: number) => labels[row],
      rowFactor: (row: number) => factor * (weights?.[row] ?? 1),
      offset: () => offset,
    };
    return fusedLoss(
      logits,
      (values, gradient) => {
        const elements = asElements ? new Float32Array(rows) : undefined;
        const sum = softmaxKernel(values, plan, gradient, elements);
        return elements ?? sum;
      },
      { name, nan, shape: asElements ? [rows] : [] },
    );
  }
}
