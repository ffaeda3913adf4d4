import type { Scalar, Tensor } from '@ecm/core/model';

import { tf } from '../tf.js';

/** A value and its gradients; `undefined` where the value does not depend on the input. */
export interface Differentiated {
  readonly value: Scalar;
  readonly gradients: readonly (Tensor | undefined)[];
}

/**
 * Reverse-mode differentiation of a scalar.
 *
 * @param forward computes the scalar from the inputs
 * @param inputs tensors or variables to differentiate by
 */
export function differentiate(forward: () => Scalar, inputs: readonly Tensor[]): Differentiated {
  const { value, grads } = tf.engine().gradients(forward, [...inputs], undefined, true);
  return { value, gradients: inputs.map((_, index) => (grads[index] as Tensor | null | undefined) ?? undefined) };
}
