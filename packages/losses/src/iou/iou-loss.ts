import type { BoxLoss, BoxLossOptions, Scalar, Tensor1D, Tensor2D } from '@ecm/core/model';

import type { BoxPairLoss } from '../boxes/box-loss-op.js';
import { boxLossElements, boxLossOp } from '../boxes/box-loss-op.js';
import type { ReducedLossOptions } from '../fused/reduced-loss-options.js';
import type { IouMode } from '../reference/boxes/overlap.js';
import { iouLoss } from '../reference/boxes/overlap.js';

/** Arguments of the IoU loss. */
export interface IouLossOptions extends ReducedLossOptions {
  /** −ln IoU, 1 − IoU or 1 − IoU²; default `log`. */
  readonly mode?: IouMode;
}

/**
 * IoU loss on corner boxes, float32 [P, 4]; IoUs below 1e-6 count as 1e-6 and have no gradient.
 *
 * @see mmdet/models/losses/iou_loss.py, `IoULoss`
 */
export class IouLoss implements BoxLoss {
  readonly space = 'boxes';
  readonly #options: IouLossOptions;
  readonly #loss: BoxPairLoss;

  constructor(options: IouLossOptions = {}) {
    this.#options = options;
    this.#loss = (predictions, targets, reduction) => iouLoss(predictions, targets, options.mode, reduction);
  }

  loss(predictions: Tensor2D, targets: Tensor2D, options: BoxLossOptions = {}): Scalar {
    return boxLossOp('IouLoss', this.#loss, predictions, targets, { ...this.#options, ...options });
  }

  /** Weighted loss of each box, [P]: what the original returns for reduction `none`. */
  elementLosses(predictions: Tensor2D, targets: Tensor2D, options: BoxLossOptions = {}): Tensor1D {
    return boxLossElements('IouLoss', this.#loss, predictions, targets, { ...this.#options, ...options }, [
      predictions.shape[0],
    ]) as Tensor1D;
  }
}
