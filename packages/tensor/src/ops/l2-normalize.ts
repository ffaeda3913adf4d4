import type { Tensor } from '@ecm/core/model';

import { tf } from '../tf.js';
import { customOp } from './custom-op.js';

/** Options of `l2NormalizeRows`. */
export interface L2NormalizeOptions {
  /** Added to the powered norm (not under the root); 1e-6 in the reference. */
  readonly epsilon: number;
  /** Exponent of the norm; default 1. */
  readonly power?: number;
  /** Axis over which norms are taken; default the last. */
  readonly axis?: number;
}

/**
 * x / (‖x‖ᵖ + ε) along one axis; value and gradient are finite at x = 0, where the norm's gradient counts as 0 (PyTorch's choice).
 *
 * @param x float32, any shape
 */
export function l2NormalizeRows<T extends Tensor>(x: T, { epsilon, power = 1, axis = -1 }: L2NormalizeOptions): T {
  return customOp<T>([x], () => ({
    value: x.div(tf.norm(x, 2, axis, true).pow(power).add(epsilon)),
    saved: [x],
    gradient: (upstream, [input]) => [
      () => {
        const norm = tf.norm(input, 2, axis, true);
        const denominator = norm.pow(power).add(epsilon);
        // d(‖x‖ᵖ)/dx = p ‖x‖ᵖ⁻² x; the factor is multiplied by x · (…) = 0 at x = 0, so any finite stand-in will do.
        const safe = tf.where(norm.equal(0), tf.onesLike(norm), norm);
        const slope = safe
          .pow(power - 2)
          .mul(power)
          .div(denominator.square());
        const along = upstream.mul(input).sum(axis, true);
        return upstream.div(denominator).sub(input.mul(along.mul(slope)));
      },
    ],
  }));
}
