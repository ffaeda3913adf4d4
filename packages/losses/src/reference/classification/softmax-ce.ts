import type { LossAndGradient } from '../reduction.js';
import { reduceLoss } from '../reduction.js';
import type { Numbers } from '../stable.js';
import { logSumExp } from '../stable.js';
import type { WeightedLogits } from './input.js';

/** Input of the softmax cross-entropy; K = C + 1. */
export interface SoftmaxCrossEntropyInput extends WeightedLogits {
  /** Multiplies each row's loss by the weight of its label [K]; no part of the denominator. */
  readonly classWeights?: Numbers | undefined;
  /** Rows with this label have loss 0; default −100. */
  readonly ignoreIndex?: number | undefined;
  /** Whether a mean without `averageFactor` leaves ignored rows out of its denominator. */
  readonly averageNonIgnored?: boolean | undefined;
  /** Added to every row's logits, constant [K] (ln s̄ of LOCE). */
  readonly offset?: Numbers | undefined;
}

/**
 * Softmax cross-entropy ℓ = −logsoftmax(z)_y, in double precision.
 *
 * @see mmdet/models/losses/cross_entropy_loss.py, `cross_entropy`
 */
export function softmaxCrossEntropy(input: SoftmaxCrossEntropyInput): LossAndGradient {
  const { labels, columns, classWeights, ignoreIndex = -100, offset } = input;
  const z = Float64Array.from(input.logits);
  if (offset !== undefined) for (let k = 0; k < z.length; k++) z[k] += offset[k % columns];
  const values = new Float64Array(labels.length);
  const gradient = new Float64Array(z.length);
  let kept = 0;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (label === ignoreIndex) continue;
    kept++;
    const start = i * columns;
    const weight = classWeights?.[label] ?? 1;
    const total = logSumExp(z, start, columns);
    values[i] = weight * (total - z[start + label]);
    for (let k = 0; k < columns; k++) gradient[start + k] = weight * (Math.exp(z[start + k] - total) - (k === label ? 1 : 0));
  }
  const keptAsFactor = input.averageNonIgnored === true && input.averageFactor === undefined && input.reduction !== 'sum';
  return reduceLoss(values, gradient, keptAsFactor ? { ...input, averageFactor: kept } : input);
}

/** Softmax of each row [R · K]. */
export function softmaxRows(logits: Numbers, columns: number): Float64Array {
  const scores = new Float64Array(logits.length);
  for (let start = 0; start < scores.length; start += columns) {
    const total = logSumExp(logits, start, columns);
    for (let k = start; k < start + columns; k++) scores[k] = Math.exp(logits[k] - total);
  }
  return scores;
}
