import type { Tensor1D, Tensor2D } from '@ecm/core/model';
import { linear, tf } from '@ecm/tensor';

/** A frozen linear classifier with one learnable scale per output. */
export interface ScaledLinearParameters {
  /** Float32 [D, K]. */
  readonly weight: Tensor2D;
  /** Float32 [K]. */
  readonly bias: Tensor1D;
  /** Float32 [K]; 1 at the start. */
  readonly scale: Tensor1D;
}

/**
 * Logits x · (W diag(s)) + b of learnable weight scaling; the scales are folded into the weights once per call.
 *
 * @param features float32 [R, D]
 * @param options `scaleBias` scales the finished logits, bias included, as classifier-balancing does; default false, as eqlv2
 * @returns float32 [R, K]
 * @see tztztztztz/eqlv2 mmdet/models/roi_heads/bbox_heads/lws_layer.py
 */
export function scaledLinear(
  features: Tensor2D,
  { weight, bias, scale }: ScaledLinearParameters,
  { scaleBias = false }: { readonly scaleBias?: boolean } = {},
): Tensor2D {
  return linear(features, tf.mul<Tensor2D>(weight, scale), scaleBias ? tf.mul<Tensor1D>(bias, scale) : bias);
}
