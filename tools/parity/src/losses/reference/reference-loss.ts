import type { LossAndGradient } from '@ecm/losses/reference';

import type { Found, GoldenStep } from '../golden-step.js';

/** Logits of one call. */
export interface Logits {
  readonly logits: Float64Array;
  readonly columns: number;
  /** Whether the logits are one-dimensional, as centerness is: then they have one column. */
  readonly flat?: boolean;
}

/** A classification loss in double precision, as the goldens see it. */
export interface ReferenceLoss {
  /** Loss terms by the goldens' names, the gradient of their sum, and whatever else the goldens list (weights, state). */
  readonly run: (step: GoldenStep, input: Logits) => ReferenceResult;
  readonly scores: (input: Logits) => Float64Array;
}

/** Result of `ReferenceLoss.run`. */
export interface ReferenceResult {
  readonly terms: Readonly<Record<string, LossAndGradient['loss']>>;
  readonly gradient: Float64Array;
  readonly more?: Found;
}

/** Makes the loss of a case from its parameters; `columns` is the number of logits. */
export type ReferenceFactory = (first: GoldenStep, columns: number) => ReferenceLoss;

/** A loss with the one term `loss`. */
export function single({ loss, gradient }: LossAndGradient, more?: Found): ReferenceResult {
  return { terms: { loss }, gradient, ...(more !== undefined && { more }) };
}
