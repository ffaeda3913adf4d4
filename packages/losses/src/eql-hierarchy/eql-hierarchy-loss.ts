import type { ClassificationLoss, LossTerms, Scalar, Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import { checkLabels, checkShapes } from '../fused/check.js';
import type { NanPolicy } from '../fused/nan-policy.js';
import { sigmoidLoss } from '../fused/sigmoid-loss.js';
import { biasOfPrior } from '../reference/classification/bias-prior.js';
import type { EqualizationHierarchy } from '../reference/classification/eql-hierarchy.js';
import { hierarchyEntry } from '../reference/classification/eql-hierarchy.js';
import { reductionFactor } from '../reference/reduction.js';

/** Arguments of the equalization loss with class hierarchy. */
export interface EqlHierarchyLossOptions extends EqualizationHierarchy {
  /** Probability at which the classifier's bias starts; default 0.01. */
  readonly prior?: number;
  /** Default 1. */
  readonly lossWeight?: number;
  /** Default `throw`. */
  readonly nan?: NanPolicy;
}

/** Targets and weights of the rows of one label. */
interface LabelPlan {
  readonly weights: Float64Array;
  readonly exceptions: { readonly column: number; readonly target: number; readonly weight: number }[];
}

/**
 * Equalization loss with class hierarchy, the OpenImages baseline: foreground rows leave out the negatives of rare classes, ancestors
 * of the row's class are positives, its descendants are left out; divided by the number of rows.
 *
 * Logits are float32 [R, C + 1], of which the last column is neither trained nor read; labels 0 … C, C = background.
 *
 * @see xingyizhou/UniDet projects/UniDet/unidet/modeling/roi_heads/custom_fast_rcnn.py (until commit 795cc91)
 */
export class EqlHierarchyLoss implements ClassificationLoss {
  readonly initialBias: number;
  readonly #options: EqlHierarchyLossOptions;
  readonly #classes: number;
  readonly #plans = new Map<number, LabelPlan>();

  constructor(options: EqlHierarchyLossOptions) {
    this.#options = options;
    this.#classes = options.rare.length;
    this.initialBias = biasOfPrior(options.prior ?? 0.01);
  }

  channels(classes: number): number {
    return classes + 1;
  }

  losses(logits: Tensor2D, labels: Int32Array): LossTerms {
    const name = 'EqlHierarchyLoss';
    checkShapes(name, logits, labels, undefined, this.#classes + 1);
    checkLabels(name, labels, this.#classes);
    const factor = reductionFactor(labels.length, { lossWeight: this.#options.lossWeight });
    const plan = {
      columns: this.#classes + 1,
      active: this.#classes,
      rowFactor: () => factor,
      weights: (row: number) => this.#planOf(labels[row]).weights,
      exceptions: (row: number) => this.#planOf(labels[row]).exceptions,
    };
    return { loss_cls: sigmoidLoss(logits, plan, { name, nan: this.#options.nan ?? 'throw' }) as Scalar };
  }

  scores(logits: Tensor2D): Tensor2D {
    return tf.sigmoid(logits);
  }

  #planOf(label: number): LabelPlan {
    const known = this.#plans.get(label);
    if (known !== undefined) return known;
    const entries = Array.from({ length: this.#classes }, (_, column) => ({ column, ...hierarchyEntry(this.#options, label, column) }));
    const plan = { weights: Float64Array.from(entries, ({ weight }) => weight), exceptions: entries.filter(({ target }) => target > 0) };
    this.#plans.set(label, plan);
    return plan;
  }
}
