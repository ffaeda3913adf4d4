import { UserError } from '@ecm/core';
import type { BoxLoss, BoxLossOptions, Scalar, Tensor2D } from '@ecm/core/model';

import type { RegressionOptions } from '../boxes/regression-op.js';
import { regressionElements, regressionOp } from '../boxes/regression-op.js';
import { smoothAbsoluteError } from '../reference/boxes/element.js';

/** Arguments of the smooth L1 loss. */
export interface SmoothL1Options extends RegressionOptions {
  /** Difference where the parabola ends and the line begins, > 0; default 1. */
  readonly beta?: number;
}

/**
 * Smooth L1 loss on box deltas, float32 [P, 4]: d²/(2β) below β, |d| − β/2 above.
 *
 * @see mmdet/models/losses/smooth_l1_loss.py, `smooth_l1_loss`
 */
export class SmoothL1Loss implements BoxLoss {
  readonly space = 'deltas';
  readonly #options: SmoothL1Options;
  readonly #element: (difference: number) => ReturnType<typeof smoothAbsoluteError>;

  /** @throws UserError if β is not positive */
  constructor({ beta = 1, ...options }: SmoothL1Options = {}) {
    if (!(beta > 0)) throw new UserError(`SmoothL1Loss: beta must be positive, but is ${beta}. Use the L1 loss for beta 0.`);
    this.#options = options;
    this.#element = (difference) => smoothAbsoluteError(difference, beta);
  }

  loss(predictions: Tensor2D, targets: Tensor2D, options: BoxLossOptions = {}): Scalar {
    return regressionOp('SmoothL1Loss', this.#element, predictions, targets, { ...this.#options, ...options });
  }

  /** Weighted loss of each coordinate, [P, 4]: what the original returns for reduction `none`. */
  elementLosses(predictions: Tensor2D, targets: Tensor2D, options: BoxLossOptions = {}): Tensor2D {
    return regressionElements('SmoothL1Loss', this.#element, predictions, targets, { ...this.#options, ...options });
  }
}
