import type { Tensor, Tensor1D } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

/** Gradients by parameter name, in memory layout. */
export type Gradients = Readonly<Record<string, Tensor>>;

/**
 * L2 norm of each gradient, from one download.
 *
 * The squares of each row (last axis) are summed on the device, the rows in double precision on the host: adding up the millions of
 * squares of a large layer in float32 alone loses up to one per cent of the norm.
 *
 * @returns norms by name; NaN or infinite where an element is
 */
export function gradientNorms(gradients: Gradients): Record<string, number> {
  const entries = Object.entries(gradients);
  if (entries.length === 0) return {};
  const rowSums = tf.tidy(() => tf.concat(entries.map(([, gradient]) => squaresOfRows(gradient))).dataSync());
  let at = 0;
  return Object.fromEntries(
    entries.map(([name, gradient]) => {
      const end = at + gradient.size / rowLength(gradient);
      let sum = 0;
      for (; at < end; at++) sum += rowSums[at] ?? 0;
      return [name, Math.sqrt(sum)];
    }),
  );
}

function rowLength({ shape }: Tensor): number {
  return shape.at(-1) ?? 1;
}

function squaresOfRows(gradient: Tensor) {
  return gradient
    .square()
    .reshape([-1, rowLength(gradient)])
    .sum<Tensor1D>(1);
}

/** @returns L2 norm of all gradients together: the root of the sum of all squares */
export function globalNorm(norms: Readonly<Record<string, number>>): number {
  return Math.sqrt(Object.values(norms).reduce((sum, norm) => sum + norm * norm, 0));
}
