import type { Reduction } from '../reference/reduction.js';
import type { NanPolicy } from './nan-policy.js';

/** Arguments of every loss that is reduced as mmdetection reduces losses. */
export interface ReducedLossOptions {
  /** Default 1. */
  readonly lossWeight?: number;
  /** Default `mean`. */
  readonly reduction?: Exclude<Reduction, 'none'>;
  /** Added to a given average factor; default 2^−23. */
  readonly averageEpsilon?: number | undefined;
  /** Default `throw`. */
  readonly nan?: NanPolicy;
}
