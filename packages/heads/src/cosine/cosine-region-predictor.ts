import type { Parameter, PredictorGiven, RegionPredictor, Tensor1D, Tensor2D } from '@ecm/core/model';
import { constant, l2NormalizeRows, linear, linearLayout, normal, plainLayout } from '@ecm/tensor';

/** Choices of the cosine classifier. */
export interface CosineRegionOptions {
  /** Start value of the scale; default 20. */
  readonly initialScale?: number;
}

/**
 * Smallest norm of the original, max(‖v‖, 1e-12); added to the norm instead it gives the same float32 numbers wherever ‖v‖ is
 * above 1e-5, and the same value and gradient at 0.
 */
const smallestNorm = 1e-12;

/**
 * Cosine classifier s · x / ‖x‖ · w_k / ‖w_k‖ without bias, with one learnable `scale` s for all outputs and W from N(0, 0.01²).
 *
 * @param features float32 [R, D] @param weight float32 [D, K] @param scale float32 [1] @returns float32 [R, K]
 * @see DisAlign (Zhang et al., CVPR 2021), Megvii-BaseDetection/cvpods cvpods/layers/wrappers.py
 */
export function cosineLogits(features: Tensor2D, weight: Tensor2D, scale: Tensor1D): Tensor2D {
  const directions = l2NormalizeRows(features, { epsilon: smallestNorm });
  return linear(directions, l2NormalizeRows(weight, { epsilon: smallestNorm, axis: 0 })).mul(scale);
}

/** Cosine classifier with the parameters `weight` and `scale`; the start bias of a loss does not apply to it. */
export class CosineRegionPredictor implements RegionPredictor {
  readonly #weight: Parameter;
  readonly #scale: Parameter;

  constructor({ scope, inputs, outputs }: PredictorGiven, { initialScale = 20 }: CosineRegionOptions = {}) {
    this.#weight = scope.parameter('weight', [inputs, outputs], { layout: linearLayout, initialize: normal(0.01) });
    this.#scale = scope.parameter('scale', [1], { layout: plainLayout, initialize: constant(initialScale) });
  }

  forward(features: Tensor2D): Tensor2D {
    return cosineLogits(features, this.#weight.value as Tensor2D, this.#scale.value as Tensor1D);
  }
}
