import type { Numbers } from '../stable.js';
import type { LinearGradients } from './linear.js';
import { linearGradients, linearLogits } from './linear.js';

/** A frozen linear classifier with one learnable scale per output. */
export interface ScaledLinear {
  /** [K · D]. */
  readonly weight: Numbers;
  /** [K]. */
  readonly bias: Numbers;
  /** [K]. */
  readonly scale: Numbers;
  /** Number D of features. */
  readonly width: number;
  /** Whether the bias is scaled, too, as in classifier-balancing; default false, as in eqlv2. */
  readonly scaleBias?: boolean | undefined;
}

/** Logits x (diag(s) W)ᵀ + b of learnable weight scaling, in double precision. */
export function scaledLogits(features: Numbers, { weight, bias, scale, width, scaleBias = false }: ScaledLinear): Float64Array {
  const outputs = bias.length;
  return linearLogits(features, weight, width).map(
    (z, k) => z * scale[k % outputs] + bias[k % outputs] * (scaleBias ? scale[k % outputs] : 1),
  );
}

/** Gradients of `scaledLogits` by features, weight, bias and scale. */
export function scaledLogitsGradients(
  upstream: Numbers,
  features: Numbers,
  layer: ScaledLinear,
): LinearGradients & { readonly scale: Float64Array } {
  const { weight, bias, scale, width, scaleBias = false } = layer;
  const outputs = bias.length;
  const unscaled = linearLogits(features, weight, width, scaleBias ? bias : undefined);
  const gradient = new Float64Array(outputs);
  unscaled.forEach((z, k) => (gradient[k % outputs] += upstream[k] * z));
  const scaled = Float64Array.from(upstream, (slope, k) => slope * scale[k % outputs]);
  const through = linearGradients(scaled, features, weight, width);
  const biasGradient = scaleBias ? through.bias : linearGradients(upstream, features, weight, width).bias;
  return { ...through, bias: biasGradient, scale: gradient };
}
