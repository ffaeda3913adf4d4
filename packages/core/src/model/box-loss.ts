import { defineFamily } from '../family.js';
import type { Scalar, Tensor2D } from './tensor-types.js';

/** Weights and denominator of a regression loss. */
export interface BoxLossOptions {
  /** Weight of each row, float32 [P]; ones if absent. */
  readonly weights?: Float32Array;
  /** Denominator of the sum over rows and coordinates; a plain mean over all elements if absent. */
  readonly averageFactor?: number;
}

/** A loss between predicted and target boxes or deltas. */
export interface BoxLoss {
  /** `deltas`: compares coded deltas; `boxes`: compares decoded corner boxes. */
  readonly space: 'deltas' | 'boxes';
  /** @param predictions float32 [P, 4] @param targets float32 [P, 4] @returns a scalar, 0 for no rows */
  loss(predictions: Tensor2D, targets: Tensor2D, options?: BoxLossOptions): Scalar;
}

/** Slot for box losses. */
export const boxLossFamily = defineFamily<BoxLoss>('box-loss');
