import type { Numbers } from '../stable.js';
import { binaryCrossEntropy, sigmoid } from '../stable.js';

/** Target and weight of one entry. */
export interface SigmoidEntry {
  readonly target: number;
  readonly weight: number;
}

/**
 * Element losses w · BCE(z, t) and their derivatives w · (σ(z) − t): what all losses with one binary classifier per class share.
 *
 * @param logits [R · columns]
 * @param entry target and weight by row and column; entries of weight `undefined` take no part and are not read
 */
export function weightedSigmoid(
  logits: Numbers,
  columns: number,
  entry: (row: number, column: number) => SigmoidEntry | undefined,
): { readonly values: Float64Array; readonly gradient: Float64Array } {
  const values = new Float64Array(logits.length);
  const gradient = new Float64Array(logits.length);
  for (let k = 0; k < logits.length; k++) {
    const found = entry(Math.floor(k / columns), k % columns);
    if (found === undefined) continue;
    values[k] = found.weight * binaryCrossEntropy(logits[k], found.target);
    gradient[k] = found.weight * (sigmoid(logits[k]) - found.target);
  }
  return { values, gradient };
}

/** σ of every logit. @param background appends a column of zeros to each row, as losses without background logit do */
export function sigmoidScores(logits: Numbers, columns: number, background = false): Float64Array {
  if (!background) return Float64Array.from(logits, sigmoid);
  const rows = columns === 0 ? 0 : logits.length / columns;
  const scores = new Float64Array(rows * (columns + 1));
  for (let k = 0; k < logits.length; k++) scores[k + Math.floor(k / columns)] = sigmoid(logits[k]);
  return scores;
}
