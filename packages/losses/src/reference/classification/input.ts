import type { Numbers } from '../stable.js';
import type { ReductionOptions } from '../reduction.js';

/** Logits of R rows with K columns, and the class of each row. */
export interface LabelledLogits {
  /** Row by row, [R · K]. */
  readonly logits: Numbers;
  /** Number K of columns. */
  readonly columns: number;
  /** Class of each row [R]; C is the background. */
  readonly labels: Numbers;
}

/** Labelled logits with weights and denominator. */
export interface WeightedLogits extends LabelledLogits, ReductionOptions {}
