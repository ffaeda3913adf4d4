import { exponential, log1pOfUnit } from './exponential.js';

/** An entry of a row whose target is not 0, or whose weight is not that of its column. */
export interface SigmoidException {
  readonly column: number;
  readonly target: number;
  readonly weight: number;
}

/** What a weighted binary cross-entropy does with each row. */
export interface SigmoidPlan {
  /** Number of columns per row. */
  readonly columns: number;
  /** Columns 0 … active − 1 take part; the rest have gradient 0 and are not read. */
  readonly active: number;
  /** The loss sees u = slope · z + shift; default 1. */
  readonly slope?: number;
  /** Default 0, else [active]. */
  readonly shift?: Float64Array | undefined;
  /** Factor on all of a row. */
  readonly rowFactor: (row: number) => number;
  /** Weight of each entry with target 0, [active]. */
  readonly weights: (row: number) => Float64Array;
  /** Other entries, ascending by column. */
  readonly exceptions: (row: number) => readonly SigmoidException[];
}

/**
 * Weighted binary cross-entropy Σ w · BCE(slope · z + shift, t) and its gradient in one pass.
 *
 * @param logits [R · columns]
 * @param gradient receives the derivatives [R · columns]
 * @param elements receives the weighted element losses [R · active], if given
 * @returns their sum
 */
export function sigmoidKernel(logits: Float32Array, plan: SigmoidPlan, gradient: Float32Array, elements?: Float32Array): number {
  const { columns, active, slope = 1, shift = new Float64Array(active) } = plan;
  const rows = columns === 0 ? 0 : logits.length / columns;
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    const factor = plan.rowFactor(row);
    const weights = plan.weights(row);
    let next = 0;
    let rowSum = 0;
    for (const { column, target, weight } of plan.exceptions(row)) {
      rowSum += negatives(logits, gradient, elements, {
        start,
        from: next,
        to: column,
        slope,
        shift,
        weights,
        factor,
        elementStart: row * active,
      });
      const u = slope * logits[start + column] + shift[column];
      const e = Math.exp(-Math.abs(u));
      const value = weight * (Math.max(u, 0) - target * u + Math.log1p(e));
      gradient[start + column] = factor * weight * slope * ((u >= 0 ? 1 : e) / (1 + e) - target);
      if (elements !== undefined) elements[row * active + column] = factor * value;
      rowSum += value;
      next = column + 1;
    }
    rowSum += negatives(logits, gradient, elements, {
      start,
      from: next,
      to: active,
      slope,
      shift,
      weights,
      factor,
      elementStart: row * active,
    });
    sum += factor * rowSum;
  }
  return sum;
}

interface Range {
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly slope: number;
  readonly shift: Float64Array;
  readonly weights: Float64Array;
  readonly factor: number;
  readonly elementStart: number;
}

/** The entries of a row with target 0: w · softplus(u), derivative w · slope · σ(u). @returns Σ w · softplus(u) */
function negatives(logits: Float32Array, gradient: Float32Array, elements: Float32Array | undefined, range: Range): number {
  const { start, from, to, slope, shift, weights, factor, elementStart } = range;
  const scale = factor * slope;
  let sum = 0;
  for (let c = from; c < to; c++) {
    const u = slope * logits[start + c] + shift[c];
    const w = weights[c];
    if (w === 0) {
      // Left out, but a NaN must not hide here.
      sum += 0 * u;
      continue;
    }
    const e = exponential(-Math.abs(u));
    const value = w * (Math.max(u, 0) + log1pOfUnit(e));
    sum += value;
    gradient[start + c] = (w * scale * (u < 0 ? e : 1)) / (1 + e);
    if (elements !== undefined) elements[elementStart + c] = factor * value;
  }
  return sum;
}
