import { ShapeError } from '@ecm/core';
import type { BoxLossOptions, Scalar, Tensor, Tensor2D } from '@ecm/core/model';

import { fusedLoss } from '../fused/fused-loss.js';
import type { NanPolicy } from '../fused/nan-policy.js';
import type { ValueAndSlope } from '../reference/boxes/element.js';
import { regressionLoss } from '../reference/boxes/regression.js';
import type { Reduction } from '../reference/reduction.js';

/** Arguments of losses on coordinate differences. */
export interface RegressionOptions {
  /** Default 1. */
  readonly lossWeight?: number;
  /** Default `mean`. */
  readonly reduction?: Exclude<Reduction, 'none'>;
  /** Added to a given average factor; default 2^−23. */
  readonly averageEpsilon?: number | undefined;
  /** Default `throw`. */
  readonly nan?: NanPolicy;
}

type Element = (difference: number) => ValueAndSlope;

/** Loss of coordinate differences as one op; gradients reach the predictions only. */
export function regressionOp(
  name: string,
  element: Element,
  predictions: Tensor2D,
  targets: Tensor2D,
  options: RegressionOptions & BoxLossOptions,
): Scalar {
  return run(name, element, predictions, targets, options) as Scalar;
}

/** The weighted loss of each coordinate, [P, 4]. */
export function regressionElements(
  name: string,
  element: Element,
  predictions: Tensor2D,
  targets: Tensor2D,
  options: RegressionOptions & BoxLossOptions,
): Tensor2D {
  return run(name, element, predictions, targets, { ...options, reduction: 'none', averageFactor: undefined }) as Tensor2D;
}

interface RunOptions extends Omit<RegressionOptions, 'reduction'> {
  readonly reduction?: Reduction;
  readonly weights?: Float32Array;
  readonly averageFactor?: number | undefined;
}

function run(name: string, element: Element, predictions: Tensor2D, targets: Tensor2D, options: RunOptions): Tensor {
  checkBoxes(name, predictions, targets, options.weights);
  const expected = targets.dataSync<'float32'>();
  return fusedLoss(
    predictions,
    (values, gradient) => {
      const result = regressionLoss(element, values, expected, options);
      gradient.set(result.gradient);
      return typeof result.loss === 'number' ? result.loss : Float32Array.from(result.loss);
    },
    { name, nan: options.nan ?? 'throw', shape: predictions.shape },
  );
}

/** @throws ShapeError unless both are [P, 4] and weights are [P] or [P · 4] */
export function checkBoxes(name: string, predictions: Tensor2D, targets: Tensor2D, weights: Float32Array | undefined): void {
  const [rows, columns] = predictions.shape;
  if (columns !== 4) throw new ShapeError(`${name}: predictions`, '[rows, 4]', predictions.shape);
  if (targets.shape[0] !== rows || targets.shape[1] !== 4) throw new ShapeError(`${name}: targets`, `[${rows}, 4]`, targets.shape);
  if (weights !== undefined && weights.length !== rows && weights.length !== rows * 4) {
    throw new ShapeError(`${name}: weights`, `[${rows}] or [${rows * 4}]`, [weights.length]);
  }
}
