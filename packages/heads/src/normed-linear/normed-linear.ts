import type { Tensor1D, Tensor2D } from '@ecm/core/model';
import { l2NormalizeRows, linear } from '@ecm/tensor';

/** Numbers of a normalised predictor. */
export interface CosineOptions {
  /** τ, the largest size of a logit without its bias. */
  readonly temperature: number;
  /** π, exponent of the norms; 1 is the cosine classifier. */
  readonly power: number;
  /** ε, added to the powered norms. */
  readonly epsilon: number;
}

/**
 * Cosine classifier: τ · x / (‖x‖^π + ε) · w_k / (‖w_k‖^π + ε) + b_k. Gradients go through both normalisations.
 *
 * @param x float32 [R, D] @param weight float32 [D, K] @param bias float32 [K]
 * @returns float32 [R, K]
 * @see NormedLinear of the ECM-Loss code, mmdet/models/utils/normed_predictor.py
 */
export function normedLinear(x: Tensor2D, weight: Tensor2D, bias: Tensor1D, { temperature, power, epsilon }: CosineOptions): Tensor2D {
  const directions = l2NormalizeRows(x, { epsilon, power }).mul<Tensor2D>(temperature);
  return linear(directions, l2NormalizeRows(weight, { epsilon, power, axis: 0 }), bias);
}
