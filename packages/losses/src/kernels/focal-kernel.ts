import { power } from '../reference/stable.js';
import { exponential, log1pOfUnit } from './exponential.js';

/** A positive entry's loss in terms of its logit. */
export interface PositiveEntry {
  readonly column: number;
  /** Soft target of the entry, > 0. */
  readonly quality: number;
}

/** What a focal loss does with each row. */
export interface FocalPlan {
  readonly columns: number;
  readonly gamma: number;
  /** Factor on entries with target 0. */
  readonly negativeFactor: number;
  /** The loss sees u = slope · z + shift; 1 or 2. */
  readonly slope: number;
  readonly shift: Float64Array;
  /** Weight of each entry [columns]. */
  readonly entryWeights: Float64Array;
  /** Whether the focal weight is taken from σ(z) instead of σ(u). */
  readonly modulateWithLogit: boolean;
  /** Factor on all losses. */
  readonly factor: number;
  /** One weight per row, or per entry; ones if absent. */
  readonly weights?: Float32Array | undefined;
  /** Positive entries of a row, ascending by column. */
  readonly positives: (row: number) => readonly PositiveEntry[];
  /** Loss and derivative by the logit of a positive entry, without weights. */
  readonly positive: (z: number, entry: PositiveEntry) => { readonly value: number; readonly slope: number };
}

/**
 * Focal and varifocal losses: p^γ softplus(u) for entries with target 0, the plan's own loss for the rest, and the gradient.
 *
 * @param gradient receives the derivatives [R · columns]
 * @param elements receives the weighted element losses [R · columns], if given
 * @returns their sum
 */
export function focalKernel(logits: Float32Array, plan: FocalPlan, gradient: Float32Array, elements?: Float32Array): number {
  const { columns, factor, weights, entryWeights } = plan;
  const rows = columns === 0 ? 0 : logits.length / columns;
  const perEntry = weights !== undefined && weights.length !== rows;
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    let next = 0;
    for (const entry of plan.positives(row)) {
      const k = row * columns + entry.column;
      sum += negatives(logits, plan, gradient, elements, row * columns, next, entry.column, row);
      const scale = factor * entryWeights[entry.column] * (weights?.[perEntry ? k : row] ?? 1);
      const { value, slope } = plan.positive(logits[k], entry);
      gradient[k] = scale * slope;
      if (elements !== undefined) elements[k] = scale * value;
      sum += scale * value;
      next = entry.column + 1;
    }
    sum += negatives(logits, plan, gradient, elements, row * columns, next, columns, row);
  }
  return sum;
}

/** Entries with target 0 of a part of a row. */
function negatives(
  logits: Float32Array,
  plan: FocalPlan,
  gradient: Float32Array,
  elements: Float32Array | undefined,
  start: number,
  from: number,
  to: number,
  row: number,
): number {
  const { gamma, slope, shift, weights, entryWeights, modulateWithLogit } = plan;
  const perEntry = weights !== undefined && weights.length * plan.columns !== logits.length;
  const factor = plan.factor * plan.negativeFactor * (weights === undefined || perEntry ? 1 : weights[row]);
  const modulatorSlope = gamma * (modulateWithLogit ? 1 : slope);
  let sum = 0;
  for (let c = from; c < to; c++) {
    const z = logits[start + c];
    const u = slope * z + shift[c];
    const e = exponential(-Math.abs(u));
    const inverse = 1 / (1 + e);
    const p = u < 0 ? e * inverse : inverse;
    const softplus = Math.max(u, 0) + log1pOfUnit(e);
    let modulator = p;
    let rest = u < 0 ? inverse : e * inverse;
    if (modulateWithLogit) {
      const m = exponential(-Math.abs(z));
      modulator = (z < 0 ? m : 1) / (1 + m);
      rest = (z < 0 ? 1 : m) / (1 + m);
    }
    const scale = factor * entryWeights[c] * (perEntry ? weights[start + c] : 1) * power(modulator, gamma);
    const value = scale * softplus;
    sum += value;
    gradient[start + c] = scale * (slope * p + modulatorSlope * rest * softplus);
    if (elements !== undefined) elements[start + c] = value;
  }
  return sum;
}
