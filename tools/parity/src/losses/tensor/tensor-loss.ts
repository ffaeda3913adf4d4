import type { ClassificationLoss, Tensor, Tensor2D } from '@ecm/core/model';

import type { Found, GoldenStep } from '../golden-step.js';

/** A classification loss on tensors, as the goldens see it. */
export interface TensorLoss {
  readonly loss: ClassificationLoss;
  /** Losses of a step by the goldens' names; the default calls `losses` with labels, weights and average factor. */
  readonly losses?: (step: GoldenStep, logits: Tensor2D) => Readonly<Record<string, Tensor>>;
  /** What else the goldens list: weights before, state after the step (which this must advance). */
  readonly before?: (step: GoldenStep) => Found;
  readonly after?: (step: GoldenStep) => Found;
}

/** Makes the loss of a case from its parameters; `columns` is the number of logits. */
export type TensorFactory = (first: GoldenStep, columns: number) => TensorLoss;
