import type { LossAndGradient } from '../reduction.js';
import { reduceLoss } from '../reduction.js';
import type { Numbers } from '../stable.js';
import type { ClassTree } from './class-tree.js';
import type { LabelledLogits } from './input.js';
import type { SigmoidEntry } from './weighted-sigmoid.js';
import { weightedSigmoid } from './weighted-sigmoid.js';

/** Masks of the equalization loss with class hierarchy. */
export interface EqualizationHierarchy {
  /** 1 for each class whose negatives foreground rows leave out [C]; all 0 switches the equalization off. */
  readonly rare: Numbers;
  readonly tree: ClassTree;
  /** Ancestors become positives; otherwise they are left out. Default true. */
  readonly positiveParents?: boolean | undefined;
  /** Descendants are left out; default true. */
  readonly ignoreDescendants?: boolean | undefined;
}

/** Target and weight of an entry: the equalization mask is taken before ancestors become positive. */
export function hierarchyEntry(masks: EqualizationHierarchy, label: number, column: number): SigmoidEntry {
  const { rare, tree, positiveParents = true, ignoreDescendants = true } = masks;
  const own = column === label;
  const ancestor = tree.isAncestor(column, label);
  const equalized = label < rare.length && rare[column] > 0 && !own;
  const left = (ignoreDescendants && tree.isAncestor(label, column)) || (!positiveParents && ancestor);
  return { target: own || (positiveParents && ancestor) ? 1 : 0, weight: equalized || left ? 0 : 1 };
}

/** Threshold below which an image count is rare: the count of the `frequent`-th most frequent class. */
export function frequentThreshold(imageCounts: Numbers, frequent: number): number {
  const descending = Float64Array.from(imageCounts).sort().reverse();
  return frequent < 1 ? Infinity : descending[Math.min(frequent, descending.length) - 1];
}

/** Input of the equalization loss with hierarchy; K = C + 1, of which the last column is not read. */
export interface EqualizationHierarchyInput extends LabelledLogits, EqualizationHierarchy {
  readonly lossWeight?: number | undefined;
}

/**
 * Equalization loss with class hierarchy in double precision, the OpenImages baseline of Table 5.
 *
 * @see xingyizhou/UniDet projects/UniDet/unidet/modeling/roi_heads/custom_fast_rcnn.py (until commit 795cc91)
 */
export function equalizationHierarchyLoss(input: EqualizationHierarchyInput): LossAndGradient {
  const { logits, columns, labels, lossWeight } = input;
  const { values, gradient } = weightedSigmoid(logits, columns, (row, column) =>
    column === columns - 1 ? undefined : hierarchyEntry(input, labels[row], column),
  );
  return reduceLoss(values, gradient, { lossWeight, averageFactor: labels.length, averageEpsilon: 0 });
}
