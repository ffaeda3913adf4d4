import { exponential } from '../kernels/exponential.js';

/**
 * Probability of each row's own class, for the rows of objects; the other rows are not read.
 *
 * @param logits [R · columns]
 * @param objects object of each row, −1 for none
 * @returns softmax of the row at its label [R], 0 where there is no object
 */
export function objectScores(logits: Float32Array, columns: number, labels: Int32Array, objects: Int32Array): Float64Array {
  return Float64Array.from(labels, (label, row) => {
    if (objects[row] < 0) return 0;
    const start = row * columns;
    let top = -Infinity;
    for (let k = start; k < start + columns; k++) top = Math.max(top, logits[k]);
    let total = 0;
    for (let k = start; k < start + columns; k++) total += exponential(logits[k] - top);
    return exponential(logits[start + label] - top) / total;
  });
}
