import { ShapeError } from '@ecm/core';
import type { ClassificationLoss, ClassificationLossOptions, LossTerms, Scalar, Tensor1D, Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import { checkLabels, checkShapes } from '../fused/check.js';
import { fusedLoss } from '../fused/fused-loss.js';
import type { ReducedLossOptions } from '../fused/reduced-loss-options.js';
import { softmaxKernel } from '../kernels/softmax-kernel.js';
import { reductionFactor } from '../reference/reduction.js';

/** Arguments of the softmax cross-entropy. */
export interface SoftmaxCeOptions extends ReducedLossOptions {
  /** Weight of each class, background last, [C + 1]; no part of the denominator. */
  readonly classWeights?: readonly number[] | Float64Array | undefined;
  /** Rows with this label have loss 0; default −100. */
  readonly ignoreIndex?: number;
  /** Whether a mean without average factor leaves ignored rows out of its denominator; default false. */
  readonly averageNonIgnored?: boolean;
  /** Blocks of C + 1 logits per row, of which the first has the loss; default 1. TDE hands over two. */
  readonly copies?: number;
}

/**
 * Softmax cross-entropy on region logits, ℓ = −logsoftmax(z)_y.
 *
 * Logits are float32 [R, C + 1] with the background last; labels are 0 … C. `losses` returns `loss_cls`, a scalar.
 *
 * @see mmdet/models/losses/cross_entropy_loss.py
 */
export class SoftmaxCeLoss implements ClassificationLoss {
  readonly initialBias = 0;
  readonly #options: SoftmaxCeOptions;

  constructor(options: SoftmaxCeOptions = {}) {
    this.#options = options;
  }

  channels(classes: number): number {
    return classes + 1;
  }

  losses(logits: Tensor2D, labels: Int32Array, options: ClassificationLossOptions = {}): LossTerms {
    return { loss_cls: this.#run(logits, labels, options, false) as Scalar };
  }

  /** Weighted loss of each row, [R]: what the originals return for reduction `none`. */
  elementLosses(logits: Tensor2D, labels: Int32Array, options: ClassificationLossOptions = {}): Tensor1D {
    return this.#run(logits, labels, options, true) as Tensor1D;
  }

  scores(logits: Tensor2D): Tensor2D {
    return tf.softmax(logits);
  }

  #run(logits: Tensor2D, labels: Int32Array, { weights, averageFactor }: ClassificationLossOptions, asElements: boolean) {
    const name = 'SoftmaxCeLoss';
    const {
      lossWeight,
      reduction,
      classWeights,
      ignoreIndex = -100,
      averageNonIgnored = false,
      averageEpsilon,
      nan = 'throw',
    } = this.#options;
    const [rows, columns] = logits.shape;
    const width = columns / (this.#options.copies ?? 1);
    checkShapes(name, logits, labels, weights);
    checkLabels(name, labels, width - 1, ignoreIndex);
    if (classWeights !== undefined && classWeights.length !== width) {
      throw new ShapeError(`${name}: classWeights`, `one per logit, [${width}]`, [classWeights.length]);
    }
    const kept = averageNonIgnored && reduction !== 'sum' ? labels.filter((label) => label !== ignoreIndex).length : undefined;
    const factor = asElements
      ? (lossWeight ?? 1)
      : reductionFactor(rows, { lossWeight, reduction, averageFactor: averageFactor ?? kept, averageEpsilon });
    const plan = {
      columns,
      start: 0,
      width,
      target: (row: number) => (labels[row] === ignoreIndex ? -1 : labels[row]),
      rowFactor: (row: number) => factor * (weights?.[row] ?? 1) * (classWeights?.[labels[row]] ?? 1),
    };
    return fusedLoss(
      logits,
      (values, gradient) => {
        const elements = asElements ? new Float32Array(rows) : undefined;
        const sum = softmaxKernel(values, plan, gradient, elements);
        return elements ?? sum;
      },
      { name, nan, shape: [rows] },
    );
  }
}
