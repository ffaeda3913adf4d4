import { defineFamily } from '../family.js';
import type { LossTerms } from './loss-terms.js';
import type { SavedState } from './saved-state.js';
import type { Tensor2D } from './tensor-types.js';

/** What a head knows about the rows it hands to a loss. */
export interface ClassificationLossOptions {
  /** Weight of each row, float32 [R]; all ones if absent. */
  readonly weights?: Float32Array;
  /** Denominator of the sum; a plain mean if absent. */
  readonly averageFactor?: number;
  /** Soft target of each foreground row's own class (IoU, centerness), float32 [R]; read by losses with soft targets. */
  readonly qualities?: Float32Array;
  /**
   * Ground-truth object of each row, int32 [R]: rows of the same non-negative number belong to one object; −1 for background.
   * Read by losses that average scores per object (LOCE).
   */
  readonly objects?: Int32Array;
}

/**
 * What a part measures or collects before training. While it is pending, training passes are run without updates: losses that
 * measure constants only count and return 0, a feature memory fills itself.
 */
export interface Measurement {
  readonly pending: boolean;
  /** Run on so many images of every class, a balanced list; absent: on the first training batches. */
  readonly imagesPerClass?: number;
  /** Called after each batch. */
  afterBatch?(): void;
  /** Freezes what was measured. */
  finish(): void;
}

/** Loss and activation of a region classifier with C foreground classes; label C is the background. */
export interface ClassificationLoss {
  /** Number K of logits for C classes. */
  channels(classes: number): number;
  /**
   * How the logits are laid out where a plain classifier cannot make them, e.g. `plain-and-adjusted`; the predictor must name the same
   * layout. Absent: one logit per channel, of any classifier.
   */
  readonly logitLayout?: string;
  /** Start value of the classifier's bias: one number, or one per logit. */
  readonly initialBias: number | Float32Array;
  /**
   * @param logits float32 [R, K]
   * @param labels class of each row, 0 … C
   * @returns named scalars, e.g. `loss_cls`
   */
  losses(logits: Tensor2D, labels: Int32Array, options?: ClassificationLossOptions): LossTerms;
  /** @returns scores float32 [R, C + 1], background last; losses of dense heads return [R, C] */
  scores(logits: Tensor2D): Tensor2D;
  /** Mean score that each class has got so far, background last [C + 1]; kept by losses that favour classes which score low (LOCE). */
  readonly meanScores?: Float64Array;
  /** Counters that belong into the checkpoint. */
  readonly state?: SavedState;
  /** Present on losses that can measure constants before training. */
  readonly measurement?: Measurement;
  /** What the present step has counted; data-parallel workers replace it by the sum over all of them before `advance`. */
  readonly increments?: Float64Array;
  /** Called once after each optimiser step: takes over what the step's `losses` calls have counted. */
  advance?(): void;
}

/** What a head hands to the loss that fills its slot. */
export interface ClassificationLossGiven {
  /** Number C of foreground classes. */
  readonly classes: number;
}

/** Slot for region classification losses. */
export const classificationLossFamily = defineFamily<ClassificationLoss, ClassificationLossGiven>('classification-loss');
