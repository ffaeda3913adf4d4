import type { LossAndGradient, ReductionOptions } from '@ecm/losses/reference';

import type { Found, GoldenStep } from '../golden-step.js';

/** Weights, denominator, reduction and factor of a step, for the reference functions. */
export function reductionOptions(step: GoldenStep): ReductionOptions {
  return {
    weights: step.optional('weight'),
    averageFactor: step.number('avg_factor'),
    averageEpsilon: step.param<number>('eps_avg'),
    reduction: step.param<'mean' | 'sum' | 'none'>('reduction'),
    lossWeight: step.param<number>('loss_weight'),
  };
}

/** A number as the one-element list that goldens compare. */
export function listed(value: number | Float64Array): ArrayLike<number> {
  return typeof value === 'number' ? [value] : value;
}

/** Loss and gradient under the goldens' names. */
export function lossFound(result: LossAndGradient, input = 'logits'): Found {
  return { loss: listed(result.loss), [`grad:${input}`]: result.gradient };
}
