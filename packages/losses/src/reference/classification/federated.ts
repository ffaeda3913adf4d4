import type { LossAndGradient } from '../reduction.js';
import { reduceLoss } from '../reduction.js';
import type { Numbers } from '../stable.js';
import type { LabelledLogits } from './input.js';
import { weightedSigmoid } from './weighted-sigmoid.js';

/** Input of the federated loss; K = C + 1, of which the last column is not read. */
export interface FederatedInput extends LabelledLogits {
  /** Classes that take part; the background's label may be among them. */
  readonly kept: Numbers;
  readonly lossWeight?: number | undefined;
}

/**
 * Federated loss in double precision: binary cross-entropy over the kept classes, divided by the number of rows.
 *
 * @see Zhou et al., CenterNet2, 2021; xingyizhou/CenterNet2 centernet/modeling/roi_heads/fed_loss.py
 */
export function federatedLoss({ logits, columns, labels, kept, lossWeight }: FederatedInput): LossAndGradient {
  const keep = new Set(Array.from(kept));
  const { values, gradient } = weightedSigmoid(logits, columns, (row, column) => {
    if (column === columns - 1) return undefined;
    return { target: column === labels[row] ? 1 : 0, weight: keep.has(column) ? 1 : 0 };
  });
  return reduceLoss(values, gradient, { lossWeight, averageFactor: labels.length, averageEpsilon: 0 });
}

/** What the draw of negative classes starts from. */
export interface FederatedDraw {
  /** Distinct labels of the batch, ascending; the background's label C may be the last. */
  readonly present: Int32Array;
  /** Classes to draw. */
  readonly count: number;
  /** Weight of each class in the draw [C + 1]; 0 for present classes and the background. All zero if nothing is drawn. */
  readonly weights: Float64Array;
}

/** Choices of the class draw. */
export interface FederatedDrawOptions {
  /** Number K of classes to keep, present ones included; default 50. */
  readonly classesToKeep?: number | undefined;
  /** Exponent of the image counts; default 0.5. */
  readonly power?: number | undefined;
  /** Whether the background's label counts towards K; default true, as the original. */
  readonly countBackground?: boolean | undefined;
}

/** Prepares the draw of negative classes from the labels of a batch. @param imageCounts training images of each class [C] */
export function federatedDraw(labels: Numbers, imageCounts: Numbers, options: FederatedDrawOptions = {}): FederatedDraw {
  const { classesToKeep = 50, power = 0.5, countBackground = true } = options;
  const classes = imageCounts.length;
  const present = Int32Array.from(new Set(Array.from(labels))).sort();
  const counted = countBackground ? present.length : present.filter((label) => label < classes).length;
  const wanted = Math.max(classesToKeep - counted, 0);
  const weights = new Float64Array(classes + 1);
  if (wanted > 0) for (let c = 0; c < classes; c++) weights[c] = present.includes(c) ? 0 : imageCounts[c] ** power;
  return { present, count: wanted, weights };
}
