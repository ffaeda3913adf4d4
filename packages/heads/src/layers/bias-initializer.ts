import type { Initializer } from '@ecm/core/model';
import { constant, listed } from '@ecm/tensor';

/** Start values of a predictor's bias: one number for all logits, one per logit, or 0. */
export function biasInitializer(initialBias: number | Float32Array = 0): Initializer {
  return typeof initialBias === 'number' ? constant(initialBias) : listed(initialBias);
}
