import type { BoxLossOptions, Scalar, Tensor, Tensor1D, Tensor2D } from '@ecm/core/model';

import { fusedLoss } from '../fused/fused-loss.js';
import type { LossAndGradient, Reduction, ReductionOptions } from '../reference/reduction.js';
import type { RegressionOptions } from './regression-op.js';
import { checkBoxes } from './regression-op.js';

/** A loss of box pairs in double precision. */
export type OverlapLoss = (predictions: Float32Array, targets: Float32Array, options: ReductionOptions) => LossAndGradient;

/** Runs a loss of corner boxes as one op; gradients reach the predictions only. */
export function overlapOp(
  name: string,
  loss: OverlapLoss,
  predictions: Tensor2D,
  targets: Tensor2D,
  options: RegressionOptions & BoxLossOptions,
): Scalar {
  return run(name, loss, predictions, targets, options) as Scalar;
}

/** The weighted loss of each box, [P]. */
export function overlapElements(
  name: string,
  loss: OverlapLoss,
  predictions: Tensor2D,
  targets: Tensor2D,
  options: RegressionOptions & BoxLossOptions,
): Tensor1D {
  return run(name, loss, predictions, targets, { ...options, reduction: 'none', averageFactor: undefined }) as Tensor1D;
}

interface RunOptions extends Omit<RegressionOptions, 'reduction'> {
  readonly reduction?: Reduction;
  readonly weights?: Float32Array;
  readonly averageFactor?: number | undefined;
}

function run(name: string, loss: OverlapLoss, predictions: Tensor2D, targets: Tensor2D, options: RunOptions): Tensor {
  checkBoxes(name, predictions, targets, options.weights);
  const expected = targets.dataSync<'float32'>();
  return fusedLoss(
    predictions,
    (values, gradient) => {
      const result = loss(values, expected, options);
      gradient.set(result.gradient);
      return typeof result.loss === 'number' ? result.loss : Float32Array.from(result.loss);
    },
    { name, nan: options.nan ?? 'throw', shape: [predictions.shape[0]] },
  );
}
