import { ShapeError } from '@ecm/core';
import type { MaskLoss, Scalar, Tensor3D } from '@ecm/core/model';

import { fusedLoss } from '../fused/fused-loss.js';
import type { NanPolicy } from '../fused/nan-policy.js';
import { sigmoidTargetKernel } from '../kernels/sigmoid-target-kernel.js';

/** Arguments of the mask loss. */
export interface BinaryCrossEntropyOptions {
  /** Default 1. */
  readonly lossWeight?: number;
  /** Default `throw`. */
  readonly nan?: NanPolicy;
}

/**
 * Mean binary cross-entropy between mask logits of each region's own class and binary targets, float32 [P, H, W].
 *
 * @see mmdet/models/losses/cross_entropy_loss.py, `mask_cross_entropy`
 */
export class BinaryCrossEntropyLoss implements MaskLoss {
  readonly #options: BinaryCrossEntropyOptions;

  constructor(options: BinaryCrossEntropyOptions = {}) {
    this.#options = options;
  }

  loss(logits: Tensor3D, targets: Tensor3D): Scalar {
    const name = 'BinaryCrossEntropyLoss';
    if (logits.shape.join() !== targets.shape.join())
      throw new ShapeError(`${name}: targets`, `[${logits.shape.join(', ')}]`, targets.shape);
    const expected = targets.dataSync<'float32'>();
    const factor = (this.#options.lossWeight ?? 1) / Math.max(logits.size, 1);
    const loss = fusedLoss(logits, (values, gradient) => sigmoidTargetKernel(values, expected, factor, gradient), {
      name,
      nan: this.#options.nan ?? 'throw',
    });
    return loss as Scalar;
  }
}
