import { UserError } from '@ecm/core';
import type { ClassificationLoss, ClassificationLossOptions, LossTerms, Measurement, Scalar, Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import { checkLabels, checkShapes } from '../fused/check.js';
import { fusedLoss } from '../fused/fused-loss.js';
import type { NanPolicy } from '../fused/nan-policy.js';
import { sigmoidKernel } from '../kernels/sigmoid-kernel.js';
import type { ClassTree } from '../reference/classification/class-tree.js';
import type { EcmTestScore } from '../reference/classification/ecm.js';
import { reductionFactor } from '../reference/reduction.js';
import type { DetectionWeightChoice } from '../reference/theory/detection-weight.js';
import { BackgroundRatioMeter } from './background-ratio.js';
import { ecmPlan } from './ecm-plan.js';
import { EcmState } from './ecm-state.js';

/** Arguments of the effective class-margin loss. */
export interface EcmLossOptions {
  /** Training samples of each foreground class [C]; counts below 1 are taken as 1. */
  readonly counts: ArrayLike<number>;
  /** Background rows per foreground row r; `measure` takes it from the data before training. Default 6.3313. */
  readonly backgroundRatio?: number | 'measure';
  /** Default 1. */
  readonly lossWeight?: number;
  /** Default `lower`. */
  readonly detectionWeight?: DetectionWeightChoice;
  /** Default `sum`. */
  readonly classReduction?: 'sum' | 'mean';
  /** Default `sigmoid`. */
  readonly testScore?: EcmTestScore;
  /** Default true. */
  readonly foregroundCalibration?: boolean;
  /** Honour row weights and the average factor; default false, as the official code. */
  readonly useLabelWeights?: boolean;
  /** Added to the average factor, if that is honoured; default 2^−23. */
  readonly averageEpsilon?: number | undefined;
  /** Makes ancestors of a row's class positive. */
  readonly hierarchyTargets?: ClassTree | undefined;
  /** Leaves descendants of a row's class out. */
  readonly hierarchyIgnore?: ClassTree | undefined;
  /** Default `throw`. */
  readonly nan?: NanPolicy;
}

/**
 * Effective class-margin loss on region logits.
 *
 * m_c · BCE on the surrogate score ŝ = σ(2f − ¼ ln α_c), summed over the C + 1 entries, averaged over regions. Logits are
 * float32 [R, C + 1], background last; labels 0 … C. `losses` returns `loss_cls`, a scalar.
 *
 * @see Cho and Krähenbühl, ECCV 2022, Eq. (8), (10), (11); mmdet/models/losses/effective_class_margin_loss.py
 */
export class EcmLoss implements ClassificationLoss {
  readonly initialBias = 0;
  readonly state: EcmState;
  readonly #options: EcmLossOptions;
  readonly #meter = new BackgroundRatioMeter();

  constructor(options: EcmLossOptions) {
    this.#options = options;
    const { counts, backgroundRatio = 6.3313, detectionWeight } = options;
    this.state = new EcmState({ counts, backgroundRatio: backgroundRatio === 'measure' ? undefined : backgroundRatio, detectionWeight });
  }

  channels(classes: number): number {
    return classes + 1;
  }

  /** Measurement of the background ratio: while it is pending, `losses` only counts rows and returns 0. */
  get measurement(): Measurement {
    return {
      pending: this.state.constants === undefined,
      finish: () => {
        if (this.state.constants !== undefined) {
          throw new UserError('EcmLoss: the background ratio is fixed already and must not change during training.');
        }
        this.state.fix(this.#meter.ratio, this.#meter.batches);
      },
    };
  }

  /**
   * Measures and freezes the background ratio; call it once, before training.
   *
   * @param batches labels of sampled regions, batch by batch
   * @returns the ratio
   */
  measureBackgroundRatio(batches: Iterable<Int32Array>): number {
    for (const labels of batches) this.#meter.add(labels, this.#options.counts.length);
    this.measurement.finish();
    return this.#meter.ratio;
  }

  losses(logits: Tensor2D, labels: Int32Array, { weights, averageFactor }: ClassificationLossOptions = {}): LossTerms {
    const name = 'EcmLoss';
    const { counts, lossWeight, classReduction = 'sum', useLabelWeights = false, averageEpsilon, nan = 'throw' } = this.#options;
    const columns = counts.length + 1;
    checkShapes(name, logits, labels, weights, columns);
    checkLabels(name, labels, counts.length);
    const { constants } = this.state;
    if (constants === undefined) {
      this.#meter.add(labels, counts.length);
      return { loss_cls: fusedLoss(logits, () => 0, { name, nan: 'pass' }) as Scalar };
    }
    const rows = labels.length;
    const factor = useLabelWeights
      ? reductionFactor(rows, { lossWeight, averageFactor: averageFactor ?? rows, averageEpsilon })
      : reductionFactor(rows, { lossWeight });
    const plan = ecmPlan({
      labels,
      shift: constants.shift,
      entryWeights: classReduction === 'mean' ? constants.detectionWeight.map((m) => m / columns) : constants.detectionWeight,
      rowFactor: (row) => (useLabelWeights ? factor * (weights?.[row] ?? 1) : factor),
      hierarchyTargets: this.#options.hierarchyTargets,
      hierarchyIgnore: this.#options.hierarchyIgnore,
    });
    const loss = fusedLoss(logits, (values, gradient) => sigmoidKernel(values, plan, gradient), { name, nan });
    return { loss_cls: loss as Scalar };
  }

  scores(logits: Tensor2D): Tensor2D {
    const { testScore = 'sigmoid', foregroundCalibration = true, counts } = this.#options;
    const classes = counts.length;
    const u = testScore === 'sigmoid' ? logits : tf.mul<Tensor2D>(logits, 2);
    const shifted = testScore === 'surrogate' ? tf.add<Tensor2D>(u, tf.tensor1d(Float32Array.from(this.#constants().shift))) : u;
    const scores = tf.sigmoid(shifted);
    if (!foregroundCalibration) return scores;
    const foreground = tf.slice(scores, [0, 0], [-1, classes]);
    const background = tf.slice(scores, [0, classes], [-1, 1]);
    const calibration = tf.sigmoid(tf.neg(tf.slice(shifted, [0, classes], [-1, 1])));
    return tf.concat2d([tf.mul(foreground, calibration), background], 1);
  }

  #constants() {
    const { constants } = this.state;
    if (constants === undefined)
      throw new UserError('EcmLoss: surrogate scores need the background ratio, which has not been measured yet.');
    return constants;
  }
}
