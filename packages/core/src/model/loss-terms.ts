import type { Scalar } from './tensor-types.js';

/** Named scalars in order. Their sum is differentiated; the names are the keys of the log and equal mmdetection's. */
export type LossTerms = Readonly<Record<string, Scalar>>;
