import { UserError } from '@ecm/core';

import type { Numbers } from './stable.js';

/** How element losses become one number. */
export type Reduction = 'mean' | 'sum' | 'none';

/** The guard that mmdetection adds to a given denominator, 2^−23 (float32 machine epsilon). */
export const averageEpsilon = 2 ** -23;

/** Weights, denominator and factor of a loss; the defaults are mmdetection's. */
export interface ReductionOptions {
  /** Default `mean`. */
  readonly reduction?: Reduction | undefined;
  /** One weight per element loss, or per row of element losses; ones if absent. */
  readonly weights?: Numbers | undefined;
  /** Denominator of `mean`; if absent the number of element losses (not the sum of weights). */
  readonly averageFactor?: number | undefined;
  /** Added to `averageFactor`; default 2^−23. Older mmdetection forks have 0. */
  readonly averageEpsilon?: number | undefined;
  /** Multiplies the result; default 1. */
  readonly lossWeight?: number | undefined;
}

/** A loss and its derivative by every input number. */
export interface LossAndGradient {
  /** One number; with reduction `none` the weighted element losses. */
  readonly loss: number | Float64Array;
  /** ∂(sum of `loss`)/∂input, in the input's order. */
  readonly gradient: Float64Array;
}

/**
 * Factor that turns the weighted sum of `count` element losses into the reduced loss, `lossWeight` included. A denominator
 * of zero gives 0, so that empty batches have loss 0 and gradient 0.
 *
 * @throws UserError if `sum` is combined with an average factor
 */
export function reductionFactor(count: number, options: ReductionOptions): number {
  const { reduction = 'mean', averageFactor, lossWeight = 1 } = options;
  if (reduction === 'sum' && averageFactor !== undefined) {
    throw new UserError('Loss reduction "sum" takes no average factor. Use reduction "mean", or leave the factor out.');
  }
  if (reduction !== 'mean') return lossWeight;
  const denominator = averageFactor === undefined ? count : averageFactor + (options.averageEpsilon ?? averageEpsilon);
  return denominator === 0 ? 0 : lossWeight / denominator;
}

/**
 * Weighted reduction of element losses and of their gradients (mmdet/models/losses/utils.py, `weight_reduce_loss`).
 *
 * @param values element losses [n]
 * @param gradient their derivatives by the inputs [n · k], changed in place
 */
export function reduceLoss(values: Float64Array, gradient: Float64Array, options: ReductionOptions): LossAndGradient {
  const { weights, reduction = 'mean' } = options;
  const factor = reductionFactor(values.length, options);
  const perWeight = weights === undefined ? 1 : values.length / weights.length;
  const perValue = gradient.length / values.length;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const scale = factor * (weights === undefined ? 1 : weights[Math.floor(i / perWeight)]);
    values[i] *= scale;
    sum += values[i];
    for (let j = i * perValue; j < (i + 1) * perValue; j++) gradient[j] *= scale;
  }
  return { loss: reduction === 'none' ? values : sum, gradient };
}
