import type { BoxLoss, BoxLossOptions, Scalar, Tensor2D } from '@ecm/core/model';

import type { BoxPairLoss } from '../boxes/box-loss-op.js';
import { boxLossElements, boxLossOp } from '../boxes/box-loss-op.js';
import type { ReducedLossOptions } from '../fused/reduced-loss-options.js';
import { absoluteError } from '../reference/boxes/element.js';
import { regressionLoss } from '../reference/boxes/regression.js';

const absoluteLoss: BoxPairLoss = (predictions, targets, options) => regressionLoss(absoluteError, predictions, targets, options);

/**
 * L1 loss |prediction − target| on box deltas, float32 [P, 4].
 *
 * @see mmdet/models/losses/smooth_l1_loss.py, `l1_loss`
 */
export class L1Loss implements BoxLoss {
  readonly space = 'deltas';
  readonly #options: ReducedLossOptions;

  constructor(options: ReducedLossOptions = {}) {
    this.#options = options;
  }

  loss(predictions: Tensor2D, targets: Tensor2D, options: BoxLossOptions = {}): Scalar {
    return boxLossOp('L1Loss', absoluteLoss, predictions, targets, { ...this.#options, ...options });
  }

  /** Weighted loss of each coordinate, [P, 4]: what the original returns for reduction `none`. */
  elementLosses(predictions: Tensor2D, targets: Tensor2D, options: BoxLossOptions = {}): Tensor2D {
    return boxLossElements('L1Loss', absoluteLoss, predictions, targets, { ...this.#options, ...options }, predictions.shape) as Tensor2D;
  }
}
