import { ShapeError } from '@ecm/core';
import type { BoxLossOptions, Scalar, Tensor, Tensor2D } from '@ecm/core/model';

import { fusedLoss } from '../fused/fused-loss.js';
import type { ReducedLossOptions } from '../fused/reduced-loss-options.js';
import type { LossAndGradient, Reduction, ReductionOptions } from '../reference/reduction.js';

/** A loss of predicted and target boxes or deltas, [P · 4] each, in double precision. */
export type BoxPairLoss = (predictions: Float32Array, targets: Float32Array, options: ReductionOptions) => LossAndGradient;

/** Runs a box loss as one op; gradients reach the predictions only. */
export function boxLossOp(
  name: string,
  loss: BoxPairLoss,
  predictions: Tensor2D,
  targets: Tensor2D,
  options: ReducedLossOptions & BoxLossOptions,
): Scalar {
  return run(name, loss, predictions, targets, options, []) as Scalar;
}

/** The weighted element losses: [P, 4] or [P], as `shape` says. */
export function boxLossElements(
  name: string,
  loss: BoxPairLoss,
  predictions: Tensor2D,
  targets: Tensor2D,
  options: ReducedLossOptions & BoxLossOptions,
  shape: readonly number[],
): Tensor {
  return run(name, loss, predictions, targets, { ...options, reduction: 'none', averageFactor: undefined }, shape);
}

interface RunOptions extends Omit<ReducedLossOptions, 'reduction'> {
  readonly reduction?: Reduction;
  readonly weights?: Float32Array;
  readonly averageFactor?: number | undefined;
}

function run(
  name: string,
  loss: BoxPairLoss,
  predictions: Tensor2D,
  targets: Tensor2D,
  options: RunOptions,
  shape: readonly number[],
): Tensor {
  checkBoxes(name, predictions, targets, options.weights);
  const expected = targets.dataSync<'float32'>();
  return fusedLoss(
    predictions,
    (values, gradient) => {
      const result = loss(values, expected, options);
      gradient.set(result.gradient);
      return typeof result.loss === 'number' ? result.loss : Float32Array.from(result.loss);
    },
    { name, nan: options.nan ?? 'throw', shape },
  );
}

/** @throws ShapeError unless both are [P, 4] and weights are [P] or [P · 4] */
function checkBoxes(name: string, predictions: Tensor2D, targets: Tensor2D, weights: Float32Array | undefined): void {
  const [rows, columns] = predictions.shape;
  if (columns !== 4) throw new ShapeError(`${name}: predictions`, '[rows, 4]', predictions.shape);
  if (targets.shape[0] !== rows || targets.shape[1] !== 4) throw new ShapeError(`${name}: targets`, `[${rows}, 4]`, targets.shape);
  if (weights !== undefined && weights.length !== rows && weights.length !== rows * 4) {
    throw new ShapeError(`${name}: weights`, `[${rows}] or [${rows * 4}]`, [weights.length]);
  }
}
