import type { Numbers } from '../stable.js';
import { linearGradients, linearLogits } from './linear.js';

/** How a row is divided by its norm: `add`: ‖v‖^power + ε; `max`: max(‖v‖, ε). */
export interface Normalization {
  readonly epsilon: number;
  /** Default 1. */
  readonly power?: number | undefined;
  /** Default `add`. */
  readonly form?: 'add' | 'max' | undefined;
}

/** Rows divided by their (guarded) norms. @param width numbers per row */
export function normalizeRows(rows: Numbers, width: number, { epsilon, power = 1, form = 'add' }: Normalization): Float64Array {
  const out = Float64Array.from(rows);
  for (let start = 0; start < out.length; start += width) {
    const norm = Math.hypot(...out.subarray(start, start + width));
    const denominator = form === 'add' ? norm ** power + epsilon : Math.max(norm, epsilon);
    for (let k = start; k < start + width; k++) out[k] /= denominator;
  }
  return out;
}

/** Gradient through `normalizeRows`; the norm's own gradient counts as 0 at a zero row. */
export function normalizeRowsGradient(upstream: Numbers, rows: Numbers, width: number, options: Normalization): Float64Array {
  const { epsilon, power = 1, form = 'add' } = options;
  const out = new Float64Array(rows.length);
  for (let start = 0; start < out.length; start += width) {
    let square = 0;
    let along = 0;
    for (let k = start; k < start + width; k++) {
      square += rows[k] * rows[k];
      along += rows[k] * upstream[k];
    }
    const norm = Math.sqrt(square);
    const denominator = form === 'add' ? norm ** power + epsilon : Math.max(norm, epsilon);
    const free = norm === 0 || (form === 'max' && norm < epsilon);
    const slope = free ? 0 : (power * norm ** (power - 2) * along) / (denominator * denominator);
    for (let k = start; k < start + width; k++) out[k] = upstream[k] / denominator - rows[k] * slope;
  }
  return out;
}

/** A linear layer on normalised rows and normalised weights, times a temperature. */
export interface NormalizedLinear {
  /** [K · D]. */
  readonly weight: Numbers;
  /** [K]; zeros if absent. */
  readonly bias?: Numbers | undefined;
  readonly width: number;
  readonly temperature: number;
  readonly features: Normalization;
  readonly weights: Normalization;
}

/** Logits τ · x̂ · ŵ + b in double precision (NormedLinear; cosine classifiers). */
export function normalizedLogits(x: Numbers, layer: NormalizedLinear): Float64Array {
  const { weight, bias, width, temperature } = layer;
  const outputs = weight.length / width;
  const cosines = linearLogits(normalizeRows(x, width, layer.features), normalizeRows(weight, width, layer.weights), width);
  return cosines.map((value, k) => temperature * value + (bias?.[k % outputs] ?? 0));
}

/** Gradients of `normalizedLogits` by x, weight, bias and temperature. */
export function normalizedLogitsGradients(upstream: Numbers, x: Numbers, layer: NormalizedLinear) {
  const { weight, width, temperature } = layer;
  const xHat = normalizeRows(x, width, layer.features);
  const wHat = normalizeRows(weight, width, layer.weights);
  const inner = linearGradients(upstream, xHat, wHat, width);
  const scaled = (values: Float64Array) => values.map((value) => value * temperature);
  const cosines = linearLogits(xHat, wHat, width);
  return {
    x: normalizeRowsGradient(scaled(inner.features), x, width, layer.features),
    weight: normalizeRowsGradient(scaled(inner.weight), weight, width, layer.weights),
    bias: inner.bias,
    temperature: cosines.reduce((sum, value, k) => sum + value * upstream[k], 0),
  };
}
