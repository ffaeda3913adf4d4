import type { LossAndGradient } from '../reduction.js';
import type { Numbers } from '../stable.js';
import { logSumExp } from '../stable.js';
import type { LabelledLogits } from './input.js';

/** Groups of classes with their places among the logits. */
export interface ClassGroups {
  /** Group of each class [C]. */
  readonly groupOfClass: Int32Array;
  /** Members of each group; the last is the background's, of size 1. */
  readonly sizes: Int32Array;
  /** First logit of each group; inside a group "others" comes first, then the members in ascending order. */
  readonly starts: Int32Array;
  /** Place of each class among the members of its group, from 1 [C]. */
  readonly places: Int32Array;
  /** Number of logits. */
  readonly channels: number;
}

/**
 * Groups classes by instance count: the group is the number of split points ≤ count. One further group holds the background.
 *
 * @param counts instances of each class [C]
 * @param splits ascending split points, e.g. 10, 100, 1000
 */
export function classGroups(counts: Numbers, splits: readonly number[] = [10, 100, 1000]): ClassGroups {
  const groupOfClass = Int32Array.from(counts, (count) => splits.filter((split) => split <= count).length);
  const sizes = new Int32Array(splits.length + 2);
  const places = groupOfClass.map((group) => ++sizes[group]);
  sizes[splits.length + 1] = 1;
  const starts = new Int32Array(sizes.length);
  for (let g = 1; g < sizes.length; g++) starts[g] = starts[g - 1] + sizes[g - 1] + 1;
  return { groupOfClass, sizes, starts, places, channels: starts[sizes.length - 1] + 2 };
}

/** Class of a row inside a group: its place among the members, or 0 for "others". The background group has [foreground, background]. */
export function groupLabel(groups: ClassGroups, group: number, label: number): number {
  const background = label === groups.groupOfClass.length;
  if (group === groups.sizes.length - 1) return background ? 1 : 0;
  return !background && groups.groupOfClass[label] === group ? groups.places[label] : 0;
}

/** Input of the balanced group softmax. */
export interface BalancedGroupInput extends LabelledLogits {
  readonly groups: ClassGroups;
  /** Weight of each row in each group [G · R]. */
  readonly mask: Numbers;
  readonly lossWeight?: number | undefined;
}

/**
 * Balanced group softmax in double precision: per group a softmax cross-entropy over its own logits, Σ w ℓ / max(Σ w, 1).
 *
 * @see Li et al., CVPR 2020; tztztztztz/eqlv2 mmdet/models/losses/group_softmax.py
 */
export function balancedGroupSoftmax({ logits, columns, labels, groups, mask, lossWeight = 1 }: BalancedGroupInput): LossAndGradient {
  const gradient = new Float64Array(logits.length);
  const rows = labels.length;
  let loss = 0;
  groups.sizes.forEach((size, group) => {
    let kept = 0;
    for (let row = 0; row < rows; row++) kept += mask[group * rows + row];
    for (let row = 0; row < rows; row++) {
      const weight = (lossWeight * mask[group * rows + row]) / Math.max(kept, 1);
      const start = row * columns + groups.starts[group];
      const target = start + groupLabel(groups, group, labels[row]);
      const total = logSumExp(logits, start, size + 1);
      loss += weight * (total - logits[target]);
      for (let k = start; k <= start + size; k++) gradient[k] = weight * (Math.exp(logits[k] - total) - (k === target ? 1 : 0));
    }
  });
  return { loss, gradient };
}

/** Scores: softmax in the class's group times the foreground probability; background last; rows need not sum to 1. */
export function balancedGroupScores(logits: Numbers, groups: ClassGroups): Float64Array {
  const { groupOfClass, sizes, starts, places, channels } = groups;
  const classes = groupOfClass.length;
  const rows = logits.length / channels;
  const scores = new Float64Array(rows * (classes + 1));
  for (let row = 0; row < rows; row++) {
    const totals = Array.from(sizes, (size, group) => logSumExp(logits, row * channels + starts[group], size + 1));
    const last = sizes.length - 1;
    const probability = (group: number, place: number) => Math.exp(logits[row * channels + starts[group] + place] - totals[group]);
    for (let c = 0; c < classes; c++) scores[row * (classes + 1) + c] = probability(groupOfClass[c], places[c]) * probability(last, 0);
    scores[row * (classes + 1) + classes] = probability(last, 1);
  }
  return scores;
}
