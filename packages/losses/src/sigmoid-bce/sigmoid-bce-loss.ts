import { ShapeError } from '@ecm/core';
import type { ClassificationLoss, ClassificationLossOptions, LossTerms, Scalar, Tensor2D } from '@ecm/core/model';

import { checkShapes } from '../fused/check.js';
import type { ReducedLossOptions } from '../fused/reduced-loss-options.js';
import { scoresWithoutBackground, sigmoidLoss } from '../fused/sigmoid-loss.js';
import { biasOfPrior } from '../reference/classification/bias-prior.js';
import { reductionFactor } from '../reference/reduction.js';

/** Arguments of the sigmoid cross-entropy. */
export interface SigmoidBceOptions extends ReducedLossOptions {
  /** Weight of each class's positive term [C]. */
  readonly classWeights?: ArrayLike<number> | undefined;
  /** Rows with this or a negative label have weight 0; default −100. */
  readonly ignoreIndex?: number;
  /** Whether a mean without average factor leaves the entries of ignored rows out of its denominator; default false. */
  readonly averageNonIgnored?: boolean;
  /** Probability at which the classifier's bias starts; default 0.001. */
  readonly prior?: number;
}

/**
 * Binary cross-entropy of one classifier per class; the target row of a background row is all zero.
 *
 * Logits are float32 [R, C]; labels 0 … C, and beyond C background, too. `qualities` make the targets soft, so that with one
 * column and labels 0 this is the centerness loss; with one column and labels 0 and 1 it is the objectness loss of an RPN.
 *
 * @see mmdet/models/losses/cross_entropy_loss.py, `binary_cross_entropy`
 */
export class SigmoidBceLoss implements ClassificationLoss {
  readonly initialBias: number;
  readonly #options: SigmoidBceOptions;

  constructor(options: SigmoidBceOptions = {}) {
    this.#options = options;
    this.initialBias = biasOfPrior(options.prior ?? 0.001);
  }

  channels(classes: number): number {
    return classes;
  }

  losses(logits: Tensor2D, labels: Int32Array, options: ClassificationLossOptions = {}): LossTerms {
    return { loss_cls: this.#run(logits, labels, options, false) as Scalar };
  }

  /** Weighted loss of each entry, [R, C]: what the original returns for reduction `none`. */
  elementLosses(logits: Tensor2D, labels: Int32Array, options: ClassificationLossOptions = {}): Tensor2D {
    return this.#run(logits, labels, options, true) as Tensor2D;
  }

  scores(logits: Tensor2D): Tensor2D {
    return scoresWithoutBackground(logits);
  }

  #run(logits: Tensor2D, labels: Int32Array, { weights, averageFactor, qualities }: ClassificationLossOptions, asElements: boolean) {
    const name = 'SigmoidBceLoss';
    const {
      lossWeight,
      reduction,
      classWeights,
      ignoreIndex = -100,
      averageNonIgnored = false,
      averageEpsilon,
      nan = 'throw',
    } = this.#options;
    checkShapes(name, logits, labels, weights);
    const [rows, columns] = logits.shape;
    if (weights !== undefined && weights.length !== rows)
      throw new ShapeError(`${name}: weights`, `one per row, [${rows}]`, [weights.length]);
    const kept = labels.map((label) => (label < 0 || label === ignoreIndex ? 0 : 1));
    const keptEntries = averageNonIgnored && reduction !== 'sum' ? kept.reduce((sum, value) => sum + value, 0) * columns : undefined;
    const factor = asElements
      ? (lossWeight ?? 1)
      : reductionFactor(rows * columns, { lossWeight, reduction, averageFactor: averageFactor ?? keptEntries, averageEpsilon });
    const ones = new Float64Array(columns).fill(1);
    const plan = {
      columns,
      active: columns,
      rowFactor: (row: number) => factor * kept[row] * (weights?.[row] ?? 1),
      weights: () => ones,
      exceptions: (row: number) => {
        const column = labels[row];
        if (column < 0 || column >= columns) return [];
        return [{ column, target: qualities?.[row] ?? 1, weight: classWeights?.[column] ?? 1 }];
      },
    };
    return sigmoidLoss(logits, plan, { name, nan }, asElements);
  }
}
