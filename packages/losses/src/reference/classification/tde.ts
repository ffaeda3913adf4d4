import type { Numbers } from '../stable.js';
import { softmaxRows } from './softmax-ce.js';
import type { NormalizedLinear } from './normalized.js';
import { normalizeRows, normalizedLogits, normalizedLogitsGradients } from './normalized.js';

/** A multi-head normalised classifier. */
export interface TdeClassifier {
  /** [K · D]. */
  readonly weight: Numbers;
  /** Number D of features. */
  readonly width: number;
  /** Equal parts of the features; default 2. */
  readonly heads?: number | undefined;
  /** Default 16. */
  readonly temperature?: number | undefined;
  /** γ_w added to the norm of the weights; default 1/32. */
  readonly weightGuard?: number | undefined;
}

const guard = 1e-9;

/** Takes columns `head · part … + part` of each row. */
function headOf(rows: Numbers, width: number, head: number, part: number): Float64Array {
  const count = rows.length / width;
  return Float64Array.from({ length: count * part }, (_, k) => rows[Math.floor(k / part) * width + head * part + (k % part)]);
}

function layersOf({ weight, width, heads = 2, temperature = 16, weightGuard = 1 / 32 }: TdeClassifier): readonly NormalizedLinear[] {
  const part = width / heads;
  return Array.from({ length: heads }, (_, head) => ({
    weight: headOf(weight, width, head, part),
    width: part,
    temperature: temperature / heads,
    features: { epsilon: guard },
    weights: { epsilon: guard + weightGuard },
  }));
}

/** Training logits (τ/H) Σ_h x̂⁽ʰ⁾ · ŵ⁽ʰ⁾ in double precision. */
export function tdeLogits(features: Numbers, classifier: TdeClassifier): Float64Array {
  const { width } = classifier;
  const parts = layersOf(classifier).map((layer, head) => normalizedLogits(headOf(features, width, head, layer.width), layer));
  return parts.reduce((sum, part) => sum.map((value, k) => value + part[k]));
}

/** Gradients of `tdeLogits` by features and weight. */
export function tdeGradients(upstream: Numbers, features: Numbers, classifier: TdeClassifier) {
  const { width, weight } = classifier;
  const out = { features: new Float64Array(features.length), weight: new Float64Array(weight.length) };
  layersOf(classifier).forEach((layer, head) => {
    const part = normalizedLogitsGradients(upstream, headOf(features, width, head, layer.width), layer);
    const place = (k: number) => Math.floor(k / layer.width) * width + head * layer.width + (k % layer.width);
    part.x.forEach((value, k) => (out.features[place(k)] = value));
    part.weight.forEach((value, k) => (out.weight[place(k)] = value));
  });
  return out;
}

/** Logits z⁰ that a feature's direction along the running feature causes: (τ/H) Σ_h α cos⁽ʰ⁾ ê⁽ʰ⁾ · ŵ⁽ʰ⁾. @param running [D] */
export function tdeEffect(features: Numbers, running: Numbers, classifier: TdeClassifier, alpha = 1.5): Float64Array {
  const { width } = classifier;
  const rows = features.length / width;
  const outputs = classifier.weight.length / width;
  const effect = new Float64Array(rows * outputs);
  layersOf(classifier).forEach((layer, head) => {
    const e = headOf(running, width, head, layer.width);
    const direction = normalizeRows(e, layer.width, { epsilon: guard });
    const logits = normalizedLogits(e, layer);
    const x = normalizeRows(headOf(features, width, head, layer.width), layer.width, { epsilon: guard });
    for (let row = 0; row < rows; row++) {
      const own = x.subarray(row * layer.width, (row + 1) * layer.width);
      const norms = Math.hypot(...own) * Math.hypot(...direction);
      const cosine = norms === 0 ? 0 : own.reduce((sum, value, d) => sum + value * direction[d], 0) / norms;
      for (let k = 0; k < outputs; k++) effect[row * outputs + k] += alpha * cosine * logits[k];
    }
  });
  return effect;
}

/**
 * Test scores: softmax without the effect of the running feature, rescaled so that the background keeps the probability of the
 * plain softmax.
 *
 * @param plain logits z [R · columns]
 * @param adjusted logits z − z⁰ [R · columns]
 * @see KaihuaTang/Long-Tailed-Recognition.pytorch lvis1.0/mmdet/models/roi_heads/bbox_heads/convfc_bbox_head.py
 */
export function tdeScores(plain: Numbers, adjusted: Numbers, columns: number): Float64Array {
  const p = softmaxRows(plain, columns);
  const q = softmaxRows(adjusted, columns);
  for (let start = 0; start < q.length; start += columns) {
    const background = p[start + columns - 1];
    const foreground = q.subarray(start, start + columns - 1).reduce((sum, value) => sum + value, 0);
    for (let k = start; k < start + columns - 1; k++) q[k] = ((q[k] + 1e-10) * (1 - background)) / (foreground + 1e-10);
    q[start + columns - 1] = background;
  }
  return q;
}

/** Running feature after a batch: μ e + mean of the foreground rows' features; unchanged without foreground. */
export function runningFeature(running: Numbers, features: Numbers, isForeground: (row: number) => boolean, mu = 0.9998): Float64Array {
  const width = running.length;
  const rows = Array.from({ length: features.length / width }, (_, row) => row).filter(isForeground);
  return Float64Array.from(running, (value, d) => {
    if (rows.length === 0) return value;
    return mu * value + rows.reduce((sum, row) => sum + features[row * width + d], 0) / rows.length;
  });
}
