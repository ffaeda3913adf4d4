import { exponential, log1pOfUnit } from './exponential.js';

/**
 * Binary cross-entropy of every logit with its own (soft) target, times a factor, and its gradient.
 *
 * @param gradient receives factor · (σ(z) − t)
 * @returns factor · Σ BCE(z, t)
 */
export function sigmoidTargetKernel(logits: Float32Array, targets: Float32Array, factor: number, gradient: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < logits.length; k++) {
    const z = logits[k];
    const e = exponential(-Math.abs(z));
    const t = targets[k];
    sum += Math.max(z, 0) - t * z + log1pOfUnit(e);
    gradient[k] = factor * ((z < 0 ? e : 1) / (1 + e) - t);
  }
  return factor * sum;
}
