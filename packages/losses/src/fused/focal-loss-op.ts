import type { ClassificationLossOptions, Tensor, Tensor2D } from '@ecm/core/model';

import type { FocalPlan } from '../kernels/focal-kernel.js';
import { focalKernel } from '../kernels/focal-kernel.js';
import type { Reduction, ReductionOptions } from '../reference/reduction.js';
import { reductionFactor } from '../reference/reduction.js';
import type { NanPolicy } from './nan-policy.js';
import { fusedLoss } from './fused-loss.js';

/** How a focal loss sees the logits: plain, or as the surrogate of the class-margin losses. */
export interface FocalSurrogate {
  /** −¼ ln α_c of each column [K]; the loss then sees 2f + shift. */
  readonly shift: Float64Array;
  /** m_c of each column [K]. */
  readonly entryWeights: Float64Array;
  /** Take the focal weight from σ(f) instead of the surrogate. */
  readonly modulateWithLogit: boolean;
}

/** Arguments that the focal losses share. */
export interface FocalOptions {
  readonly alpha: number;
  readonly gamma: number;
  readonly lossWeight?: number | undefined;
  readonly reduction?: Exclude<Reduction, 'none'> | undefined;
  readonly averageEpsilon?: number | undefined;
  readonly nan?: NanPolicy | undefined;
  readonly surrogate?: FocalSurrogate | undefined;
}

/** The part of a focal plan that makes one loss differ from another. */
export type FocalPositives = Pick<FocalPlan, 'negativeFactor' | 'positives' | 'positive'>;

/** Runs a focal loss as one op. @param asElements return [R, K] element losses instead of their reduction */
export function focalLossOp(
  name: string,
  logits: Tensor2D,
  options: FocalOptions,
  own: FocalPositives,
  { weights, averageFactor }: ClassificationLossOptions,
  asElements: boolean,
): Tensor {
  const [rows, columns] = logits.shape;
  const { surrogate, lossWeight = 1, reduction, averageEpsilon, nan = 'throw' } = options;
  const reduced: ReductionOptions = { lossWeight, reduction, averageFactor, averageEpsilon };
  const plan: FocalPlan = {
    columns,
    gamma: options.gamma,
    slope: surrogate === undefined ? 1 : 2,
    shift: surrogate?.shift ?? new Float64Array(columns),
    entryWeights: surrogate?.entryWeights ?? new Float64Array(columns).fill(1),
    modulateWithLogit: surrogate?.modulateWithLogit ?? false,
    factor: asElements ? lossWeight : reductionFactor(rows * columns, reduced),
    weights,
    ...own,
  };
  return fusedLoss(
    logits,
    (values, gradient) => {
      const elements = asElements ? new Float32Array(values.length) : undefined;
      const sum = focalKernel(values, plan, gradient, elements);
      return elements ?? sum;
    },
    { name, nan, shape: logits.shape },
  );
}
