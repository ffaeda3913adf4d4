import { tf } from '@ecm/tensor';

import type { Gradients } from './gradient-norm.js';

/** Limits gradients before the optimiser's step; weight decay is added later. @returns new gradients, or the same tensors */
export type GradientClip = (gradients: Gradients, norm: number) => Gradients;

/**
 * Scales all gradients by `min(1, maximum / (norm + 1e-6))`.
 *
 * @see torch.nn.utils.clip_grad_norm_
 */
export function clipByNorm(maximum: number): GradientClip {
  return (gradients, norm) => {
    const factor = maximum / (norm + 1e-6);
    return factor < 1 ? mapped(gradients, (gradient) => gradient.mul(factor)) : gradients;
  };
}

/**
 * Limits every element to `−maximum … maximum`.
 *
 * @see torch.nn.utils.clip_grad_value_
 */
export function clipByValue(maximum: number): GradientClip {
  return (gradients) => mapped(gradients, (gradient) => gradient.clipByValue(-maximum, maximum));
}

function mapped(gradients: Gradients, change: (gradient: Gradients[string]) => Gradients[string]): Gradients {
  return Object.fromEntries(Object.entries(gradients).map(([name, gradient]) => [name, tf.tidy(() => change(gradient))]));
}
