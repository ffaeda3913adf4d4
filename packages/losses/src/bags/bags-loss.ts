import type { RandomStream } from '@ecm/core';
import { SeededRandom } from '@ecm/core';
import type { ClassificationLoss, LossTerms, SavedState, Scalar, Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import { checkLabels, checkShapes } from '../fused/check.js';
import { fusedLoss } from '../fused/fused-loss.js';
import type { NanPolicy } from '../fused/nan-policy.js';
import { softmaxKernel } from '../kernels/softmax-kernel.js';
import type { ClassGroups } from '../reference/classification/bags.js';
import { classGroups, groupLabel } from '../reference/classification/bags.js';
import { RandomState } from '../state/random-state.js';
import { sampleGroupRows } from './sample-group-rows.js';

/** Arguments of the balanced group softmax. */
export interface BagsLossOptions {
  /** Training objects of each class [C]. */
  readonly counts: ArrayLike<number>;
  /** Counts at which a new group begins, ascending; default 10, 100, 1000. */
  readonly binSplit?: readonly number[];
  /** Rows of other groups kept per row of the group; default 8. */
  readonly beta?: number;
  /** `random` keeps some rows of other groups, `all` keeps them all; default `random`. */
  readonly subsample?: 'random' | 'all';
  /** Source of the draws; default seed 0. */
  readonly random?: RandomStream;
  /** Default 1. */
  readonly lossWeight?: number;
  /** Default `throw`. */
  readonly nan?: NanPolicy;
}

/**
 * Balanced group softmax: classes of like frequency form a group with a softmax of its own, beside an entry "others"; one more
 * group tells foreground from background.
 *
 * Logits are float32 [R, C + 1 + G] for G groups; labels 0 … C, C = background. Scores are [R, C + 1] and need not sum to 1.
 *
 * @see Li et al., CVPR 2020; tztztztztz/eqlv2 mmdet/models/losses/group_softmax.py
 */
export class BagsLoss implements ClassificationLoss {
  readonly initialBias = 0;
  readonly groups: ClassGroups;
  /** The random stream, so that a resumed run draws what an uninterrupted one would. */
  readonly state: SavedState;
  readonly #options: BagsLossOptions;
  readonly #random: RandomStream;

  constructor(options: BagsLossOptions) {
    this.#options = options;
    this.groups = classGroups(options.counts, options.binSplit);
    this.#random = options.random ?? new SeededRandom('bags-loss', 0);
    this.state = new RandomState('BagsLoss', this.#random);
  }

  channels(): number {
    return this.groups.channels;
  }

  losses(logits: Tensor2D, labels: Int32Array): LossTerms {
    return this.lossesOf(logits, labels, this.drawRows(labels));
  }

  /** Draws the weight of each row in each group, 0 or 1 [G · R]. */
  drawRows(labels: Int32Array): Uint8Array {
    const { beta = 8, subsample = 'random' } = this.#options;
    return sampleGroupRows(this.groups, labels, subsample === 'all' ? Infinity : beta, this.#random);
  }

  /** The loss with given row weights [G · R]. */
  lossesOf(logits: Tensor2D, labels: Int32Array, mask: ArrayLike<number>): LossTerms {
    const name = 'BagsLoss';
    const { channels, sizes, starts, groupOfClass } = this.groups;
    checkShapes(name, logits, labels, undefined, channels);
    checkLabels(name, labels, groupOfClass.length);
    const rows = labels.length;
    const { lossWeight = 1, nan = 'throw' } = this.#options;
    const loss = fusedLoss(
      logits,
      (values, gradient) => {
        let sum = 0;
        sizes.forEach((size, group) => {
          let kept = 0;
          for (let row = 0; row < rows; row++) kept += mask[group * rows + row];
          const plan = {
            columns: channels,
            start: starts[group],
            width: size + 1,
            target: (row: number) => groupLabel(this.groups, group, labels[row]),
            rowFactor: (row: number) => (lossWeight * mask[group * rows + row]) / Math.max(kept, 1),
          };
          sum += softmaxKernel(values, plan, gradient);
        });
        return sum;
      },
      { name, nan },
    );
    return { loss_cls: loss as Scalar };
  }

  scores(logits: Tensor2D): Tensor2D {
    const { sizes, starts, groupOfClass, places } = this.groups;
    // tf.gather gives a wrong shape for no rows.
    if (logits.shape[0] === 0) return tf.zeros<tf.Rank.R2>([0, groupOfClass.length + 1]);
    const groups = Array.from(sizes, (size, group) => tf.softmax(tf.slice2d(logits, [0, starts[group]], [-1, size + 1])));
    const objectness = groups[groups.length - 1];
    const columns = Int32Array.from(groupOfClass, (group, c) => starts[group] + places[c]);
    const members = tf.gather(tf.concat2d(groups, 1), tf.tensor1d(columns, 'int32'), 1);
    const foreground = tf.mul<Tensor2D>(members, tf.slice2d(objectness, [0, 0], [-1, 1]));
    return tf.concat2d([foreground, tf.slice2d(objectness, [0, 1], [-1, 1])], 1);
  }
}
