import type { BoxLoss, BoxLossOptions, Scalar, Tensor2D } from '@ecm/core/model';

import type { RegressionOptions } from '../boxes/regression-op.js';
import { regressionElements, regressionOp } from '../boxes/regression-op.js';
import { absoluteError } from '../reference/boxes/element.js';

/**
 * L1 loss |prediction − target| on box deltas, float32 [P, 4].
 *
 * @see mmdet/models/losses/smooth_l1_loss.py, `l1_loss`
 */
export class L1Loss implements BoxLoss {
  readonly space = 'deltas';
  readonly #options: RegressionOptions;

  constructor(options: RegressionOptions = {}) {
    this.#options = options;
  }

  loss(predictions: Tensor2D, targets: Tensor2D, options: BoxLossOptions = {}): Scalar {
    return regressionOp('L1Loss', absoluteError, predictions, targets, { ...this.#options, ...options });
  }

  /** Weighted loss of each coordinate, [P, 4]: what the original returns for reduction `none`. */
  elementLosses(predictions: Tensor2D, targets: Tensor2D, options: BoxLossOptions = {}): Tensor2D {
    return regressionElements('L1Loss', absoluteError, predictions, targets, { ...this.#options, ...options });
  }
}
