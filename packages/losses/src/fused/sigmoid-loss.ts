import type { Tensor, Tensor2D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import type { SigmoidPlan } from '../kernels/sigmoid-kernel.js';
import { sigmoidKernel } from '../kernels/sigmoid-kernel.js';
import type { FusedLossOptions } from './fused-loss.js';
import { fusedLoss } from './fused-loss.js';

/** Runs a plan of weighted binary cross-entropies as one op. @param elements return [R, active] element losses instead of their sum */
export function sigmoidLoss(logits: Tensor2D, plan: SigmoidPlan, options: FusedLossOptions, elements = false): Tensor {
  const rows = logits.shape[0];
  return fusedLoss(
    logits,
    (values, gradient) => {
      const listed = elements ? new Float32Array(rows * plan.active) : undefined;
      const sum = sigmoidKernel(values, plan, gradient, listed);
      return listed ?? sum;
    },
    { ...options, shape: elements ? [rows, plan.active] : [] },
  );
}

/** σ of class logits with a background column of zeros behind: the scores of losses without background logit. */
export function scoresWithoutBackground(logits: Tensor2D): Tensor2D {
  return tf.concat2d([tf.sigmoid(logits), tf.zeros<tf.Rank.R2>([logits.shape[0], 1])], 1);
}
