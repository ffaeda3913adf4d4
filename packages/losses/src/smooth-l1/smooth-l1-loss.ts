import { UserError } from '@ecm/core';
import type { BoxLoss, BoxLossOptions, Scalar, Tensor2D } from '@ecm/core/model';

import type { BoxPairLoss } from '../boxes/box-loss-op.js';
import { boxLossElements, boxLossOp } from '../boxes/box-loss-op.js';
import type { ReducedLossOptions } from '../fused/reduced-loss-options.js';
import { smoothAbsoluteError } from '../reference/boxes/element.js';
import { regressionLoss } from '../reference/boxes/regression.js';

/** Arguments of the smooth L1 loss. */
export interface SmoothL1Options extends ReducedLossOptions {
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
  readonly #loss: BoxPairLoss;

  /** @throws UserError if β is not positive */
  constructor({ beta = 1, ...options }: SmoothL1Options = {}) {
    if (!(beta > 0)) throw new UserError(`SmoothL1Loss: beta must be positive, but is ${beta}. Use the L1 loss for beta 0.`);
    this.#options = options;
    this.#loss = (predictions, targets, reduced) =>
      regressionLoss((difference) => smoothAbsoluteError(difference, beta), predictions, targets, reduced);
  }

  loss(predictions: Tensor2D, targets: Tensor2D, options: BoxLossOptions = {}): Scalar {
    return boxLossOp('SmoothL1Loss', this.#loss, predictions, targets, { ...this.#options, ...options });
  }

  /** Weighted loss of each coordinate, [P, 4]: what the original returns for reduction `none`. */
  elementLosses(predictions: Tensor2D, targets: Tensor2D, options: BoxLossOptions = {}): Tensor2D {
    return boxLossElements(
      'SmoothL1Loss',
      this.#loss,
      predictions,
      targets,
      { ...this.#options, ...options },
      predictions.shape,
    ) as Tensor2D;
  }
}
