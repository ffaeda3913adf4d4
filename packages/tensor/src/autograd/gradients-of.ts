import type { Scalar, Tensor } from '@ecm/core/model';

import { tf } from '../tf.js';
import { differentiate } from './differentiate.js';

/**
 * Differentiates a scalar function of tensors; for tests and small computations.
 *
 * @returns the value and one gradient per input, zeros where the value does not depend on it
 */
export function gradientsOf<T extends readonly Tensor[]>(
  f: (...inputs: T) => Scalar,
  inputs: readonly [...T],
): { readonly value: Scalar; readonly gradients: Tensor[] } {
  const { value, gradients } = differentiate(() => f(...inputs), inputs);
  return { value, gradients: gradients.map((gradient, index) => gradient ?? tf.zerosLike(inputs[index])) };
}
