import type { Tensor } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

/** Gradients by parameter name, in memory layout. */
export type Gradients = Readonly<Record<string, Tensor>>;

/**
 * L2 norm of each gradient, from one download.
 *
 * @returns norms by name; NaN or infinite where an element is
 */
export function gradientNorms(gradients: Gradients): Record<string, number> {
  const names = Object.keys(gradients);
  if (names.length === 0) return {};
  const squares = tf.tidy(() => tf.stack(Object.values(gradients).map((gradient) => gradient.square().sum())).dataSync());
  return Object.fromEntries(names.map((name, index) => [name, Math.sqrt(squares[index] ?? 0)]));
}

/** @returns L2 norm of all gradients together: the root of the sum of all squares */
export function globalNorm(norms: Readonly<Record<string, number>>): number {
  return Math.sqrt(Object.values(norms).reduce((sum, norm) => sum + norm * norm, 0));
}
