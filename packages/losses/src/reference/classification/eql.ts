import type { LossAndGradient } from '../reduction.js';
import { reduceLoss } from '../reduction.js';
import type { Numbers } from '../stable.js';
import type { LabelledLogits } from './input.js';
import { weightedSigmoid } from './weighted-sigmoid.js';

/** Input of the equalization loss; K = C. */
export interface EqualizationInput extends LabelledLogits {
  /** 1 for each rare class, else 0 [C]. */
  readonly rare: Numbers;
  readonly lossWeight?: number | undefined;
}

/** Rare classes: frequency strictly below λ. @returns 1 or 0 per class */
export function rareClasses(frequencies: Numbers, lambda: number): Uint8Array {
  return Uint8Array.from(frequencies, (frequency) => (frequency < lambda ? 1 : 0));
}

/**
 * Equalization loss in double precision: binary cross-entropy per class, where foreground rows leave out the negatives of rare
 * classes; divided by the number of rows, whatever weights there are.
 *
 * @see Tan et al., CVPR 2020; tztztztztz/eqlv2 mmdet/models/losses/eql.py
 */
export function equalizationLoss({ logits, columns, labels, rare, lossWeight }: EqualizationInput): LossAndGradient {
  const { values, gradient } = weightedSigmoid(logits, columns, (row, column) => {
    const target = column === labels[row] ? 1 : 0;
    const foreground = labels[row] < columns;
    return { target, weight: foreground && target === 0 && rare[column] > 0 ? 0 : 1 };
  });
  return reduceLoss(values, gradient, { lossWeight, averageFactor: labels.length, averageEpsilon: 0 });
}
