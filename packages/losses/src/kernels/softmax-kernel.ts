import { exponential } from './exponential.js';

/** What a softmax cross-entropy over a slice of the columns does with each row. */
export interface SoftmaxPlan {
  /** Number of columns per row. */
  readonly columns: number;
  /** First column of the slice. */
  readonly start: number;
  /** Number of columns of the slice. */
  readonly width: number;
  /** Position of the row's class in the slice, or −1 to leave the row out without reading it. */
  readonly target: (row: number) => number;
  /** Factor on the row's loss. */
  readonly rowFactor: (row: number) => number;
  /** Constants added to the row's logits, [width]. */
  readonly offset?: (row: number) => Float64Array;
}

/**
 * Softmax cross-entropy −Σ_i w_i logsoftmax(z_i + offset)_{y_i} over a slice of columns and its gradient.
 *
 * @param logits [R · columns]
 * @param gradient receives the derivatives in the slice; other columns are not touched
 * @param elements receives the weighted loss of each row [R], if given
 * @returns their sum
 */
export function softmaxKernel(logits: Float32Array, plan: SoftmaxPlan, gradient: Float32Array, elements?: Float32Array): number {
  const { columns, width } = plan;
  const rows = columns === 0 ? 0 : logits.length / columns;
  const none = new Float64Array(width);
  const exponentials = new Float64Array(width);
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    const target = plan.target(row);
    if (target < 0) continue;
    const start = row * columns + plan.start;
    const factor = plan.rowFactor(row);
    const offset = plan.offset?.(row) ?? none;
    let top = -Infinity;
    for (let k = 0; k < width; k++) {
      const z = logits[start + k] + offset[k];
      if (z > top) top = z;
    }
    let total = 0;
    for (let k = 0; k < width; k++) total += exponentials[k] = exponential(logits[start + k] + offset[k] - top);
    const scale = factor / total;
    for (let k = 0; k < width; k++) gradient[start + k] = exponentials[k] * scale;
    gradient[start + target] = (exponentials[target] / total - 1) * factor;
    // Both differences are small where the class is certain; ln(total) alone then carries the loss.
    const value = factor * (Math.log(total) + (top - (logits[start + target] + offset[target])));
    if (elements !== undefined) elements[row] = value;
    sum += value;
  }
  return sum;
}
