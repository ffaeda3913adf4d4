import type { LossAndGradient, ReductionOptions } from '../reduction.js';
import { reduceLoss } from '../reduction.js';
import type { Numbers } from '../stable.js';
import type { ValueAndSlope } from './element.js';

/**
 * Loss of coordinate differences: `element(prediction − target)` of every number, then the weighted reduction.
 *
 * @param predictions [P · 4]
 * @param targets [P · 4]
 * @see mmdet/models/losses/smooth_l1_loss.py
 */
export function regressionLoss(
  element: (difference: number) => ValueAndSlope,
  predictions: Numbers,
  targets: Numbers,
  options: ReductionOptions = {},
): LossAndGradient {
  const values = new Float64Array(predictions.length);
  const gradient = new Float64Array(predictions.length);
  for (let k = 0; k < values.length; k++) {
    const { value, slope } = element(predictions[k] - targets[k]);
    values[k] = value;
    gradient[k] = slope;
  }
  return reduceLoss(values, gradient, options);
}
