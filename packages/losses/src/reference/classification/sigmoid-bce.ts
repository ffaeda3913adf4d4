import type { LossAndGradient } from '../reduction.js';
import { reduceLoss } from '../reduction.js';
import type { Numbers } from '../stable.js';
import type { WeightedLogits } from './input.js';
import { weightedSigmoid } from './weighted-sigmoid.js';

/** Input of the sigmoid cross-entropy; K = C, labels beyond it are background. */
export interface SigmoidCrossEntropyInput extends WeightedLogits {
  /** Multiplies the positive term of each column [K]. */
  readonly classWeights?: Numbers | undefined;
  /** Rows with this or a negative label have weight 0; default −100. */
  readonly ignoreIndex?: number | undefined;
  /** Whether a mean without `averageFactor` leaves the entries of ignored rows out of its denominator. */
  readonly averageNonIgnored?: boolean | undefined;
  /** Soft target of each row's own class [R]; ones if absent. */
  readonly qualities?: Numbers | undefined;
}

/**
 * Binary cross-entropy per class, in double precision; the target row of a background row is all zero.
 *
 * @see mmdet/models/losses/cross_entropy_loss.py, `binary_cross_entropy`
 */
export function sigmoidCrossEntropy(input: SigmoidCrossEntropyInput): LossAndGradient {
  const { logits, columns, labels, classWeights, ignoreIndex = -100, qualities } = input;
  const ignored = (row: number) => labels[row] < 0 || labels[row] === ignoreIndex;
  const { values, gradient } = weightedSigmoid(logits, columns, (row, column) => {
    if (ignored(row)) return { target: 0, weight: 0 };
    if (column !== labels[row]) return { target: 0, weight: 1 };
    return { target: qualities?.[row] ?? 1, weight: classWeights?.[column] ?? 1 };
  });
  const kept = Array.from(labels).filter((_, row) => !ignored(row)).length * columns;
  const keptAsFactor = input.averageNonIgnored === true && input.averageFactor === undefined && input.reduction !== 'sum';
  return reduceLoss(values, gradient, keptAsFactor ? { ...input, averageFactor: kept } : input);
}
