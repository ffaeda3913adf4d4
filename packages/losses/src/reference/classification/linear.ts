import type { Numbers } from '../stable.js';

/** Output and gradients of a layer y = x Wᵀ + b. */
export interface LinearGradients {
  readonly features: Float64Array;
  readonly weight: Float64Array;
  readonly bias: Float64Array;
}

/** y = x Wᵀ + b in double precision. @param features [R · D] @param weight [K · D] @param bias [K], zeros if absent */
export function linearLogits(features: Numbers, weight: Numbers, width: number, bias?: Numbers): Float64Array {
  const rows = features.length / width;
  const outputs = weight.length / width;
  const logits = new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < outputs; k++) {
      let sum = bias?.[k] ?? 0;
      for (let d = 0; d < width; d++) sum += features[row * width + d] * weight[k * width + d];
      logits[row * outputs + k] = sum;
    }
  }
  return logits;
}

/** Gradients of `linearLogits` from the gradient by its result. */
export function linearGradients(upstream: Numbers, features: Numbers, weight: Numbers, width: number): LinearGradients {
  const rows = features.length / width;
  const outputs = weight.length / width;
  const out = { features: new Float64Array(features.length), weight: new Float64Array(weight.length), bias: new Float64Array(outputs) };
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < outputs; k++) {
      const slope = upstream[row * outputs + k];
      out.bias[k] += slope;
      for (let d = 0; d < width; d++) {
        out.features[row * width + d] += slope * weight[k * width + d];
        out.weight[k * width + d] += slope * features[row * width + d];
      }
    }
  }
  return out;
}
