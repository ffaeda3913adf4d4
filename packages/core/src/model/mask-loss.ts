import { defineFamily } from '../family.js';
import type { Scalar, Tensor3D } from './tensor-types.js';

/** A loss between mask logits and binary targets. */
export interface MaskLoss {
  /**
   * @param logits of each region's own class, float32 [P, H, W]
   * @param targets 0 or 1, float32 [P, H, W]
   * @returns a scalar, 0 for no regions
   */
  loss(logits: Tensor3D, targets: Tensor3D): Scalar;
}

/** Slot for mask losses. */
export const maskLossFamily = defineFamily<MaskLoss>('mask-loss');
