import type { BoxLoss, BoxLossOptions, Scalar, Tensor1D, Tensor2D } from '@ecm/core/model';

import { boxLossElements, boxLossOp } from '../boxes/box-loss-op.js';
import type { ReducedLossOptions } from '../fused/reduced-loss-options.js';
import { giouLoss } from '../reference/boxes/overlap.js';

/**
 * Generalised IoU loss 1 − GIoU on corner boxes, float32 [P, 4].
 *
 * @see Rezatofighi et al., CVPR 2019; mmdet/models/losses/iou_loss.py, `GIoULoss`
 */
export class GiouLoss implements BoxLoss {
  readonly space = 'boxes';
  readonly #options: ReducedLossOptions;

  constructor(options: ReducedLossOptions = {}) {
    this.#options = options;
  }

  loss(predictions: Tensor2D, targets: Tensor2D, options: BoxLossOptions = {}): Scalar {
    return boxLossOp('GiouLoss', giouLoss, predictions, targets, { ...this.#options, ...options });
  }

  /** Weighted loss of each box, [P]: what the original returns for reduction `none`. */
  elementLosses(predictions: Tensor2D, targets: Tensor2D, options: BoxLossOptions = {}): Tensor1D {
    return boxLossElements('GiouLoss', giouLoss, predictions, targets, { ...this.#options, ...options }, [
      predictions.shape[0],
    ]) as Tensor1D;
  }
}
