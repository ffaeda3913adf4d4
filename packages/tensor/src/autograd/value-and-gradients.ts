import type { LossTerms, Parameter, Tensor } from '@ecm/core/model';

import { tf } from '../tf.js';
import { differentiate } from './differentiate.js';

/** Losses of one step and the gradients of their sum. */
export interface ValueAndGradients {
  /** Each loss term. */
  readonly terms: Readonly<Record<string, number>>;
  /** Sum of the terms. */
  readonly total: number;
  /** By parameter name, in memory layout; parameters that no term depends on have no entry. The caller disposes them. */
  readonly gradients: Readonly<Record<string, Tensor>>;
}

/**
 * Runs a forward pass and differentiates the sum of its loss terms.
 *
 * @param forward makes the loss terms, float32 scalars
 * @param parameters those to differentiate by; frozen ones are left out by the caller (`store.trainable`)
 */
export function valueAndGradients(forward: () => LossTerms, parameters: readonly Parameter[]): ValueAndGradients {
  const terms: Record<string, number> = {};
  const inputs = parameters.map((parameter) => parameter.value);
  const { value, gradients } = differentiate(() => {
    const losses = forward();
    const entries = Object.entries(losses);
    if (entries.length === 0) throw new Error('valueAndGradients: the forward pass returned no loss terms.');
    for (const [name, loss] of entries) terms[name] = loss.dataSync()[0];
    return tf.addN(entries.map(([, loss]) => loss.asScalar()));
  }, inputs);
  const total = value.dataSync()[0];
  value.dispose();
  const named = parameters.flatMap((parameter, index) => {
    const gradient = gradients[index];
    return gradient === undefined ? [] : [[parameter.name, gradient] as const];
  });
  return { terms, total, gradients: Object.fromEntries(named) };
}
