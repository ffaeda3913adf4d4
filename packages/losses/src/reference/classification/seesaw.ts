import type { LossAndGradient, ReductionOptions } from '../reduction.js';
import { reduceLoss } from '../reduction.js';
import type { Numbers } from '../stable.js';
import { logSumExp } from '../stable.js';
import type { LabelledLogits } from './input.js';

/** Exponents and clamp of the seesaw loss. */
export interface SeesawOptions {
  /** Exponent of the mitigation factor; default 0.8, 0 switches it off. */
  readonly p?: number | undefined;
  /** Exponent of the compensation factor; default 2, 0 switches it off. */
  readonly q?: number | undefined;
  /** Smallest score of the true class in the compensation factor; default 0.01. */
  readonly epsilon?: number | undefined;
}

/** Input of the seesaw loss; K = C + 2: classes, then objectness [foreground, background]. */
export interface SeesawInput extends LabelledLogits, SeesawOptions, ReductionOptions {
  /** Label counts including this batch [C + 1]. */
  readonly counts: Numbers;
}

/**
 * Log-weights of the other classes' logits for a row: ln M_ij + ln Φ_ij, with mitigation M and compensation Φ; 0 for the class itself.
 *
 * @param logits class logits of the row start at `start` [C]
 * @param label true class i
 */
export function seesawOffset(
  logits: Numbers,
  start: number,
  classes: number,
  label: number,
  counts: Numbers,
  { p = 0.8, q = 2, epsilon = 0.01 }: SeesawOptions = {},
): Float64Array {
  const total = logSumExp(logits, start, classes);
  const own = Math.log(Math.max(Math.exp(logits[start + label] - total), epsilon));
  const ownCount = Math.log(Math.max(counts[label], 1));
  return Float64Array.from({ length: classes }, (_, j) => {
    if (j === label) return 0;
    const mitigation = p * Math.min(0, Math.log(Math.max(counts[j], 1)) - ownCount);
    const compensation = q * Math.max(0, logits[start + j] - total - own);
    return (p > 0 ? mitigation : 0) + (q > 0 ? compensation : 0);
  });
}

/**
 * Seesaw loss in double precision: softmax cross-entropy of foreground rows on adjusted class logits, and of all rows on the
 * objectness logits.
 *
 * @see Wang et al., CVPR 2021; mmdet/models/losses/seesaw_loss.py
 */
export function seesawLoss(input: SeesawInput): { readonly classes: LossAndGradient; readonly objectness: LossAndGradient } {
  const { logits, columns, labels, counts, weights } = input;
  const classes = columns - 2;
  const foreground = Array.from(labels.length === 0 ? [] : Array.from(labels), (_, row) => row).filter((row) => labels[row] < classes);
  const ofClasses = new Float64Array(foreground.length * columns);
  const classValues = new Float64Array(foreground.length);
  foreground.forEach((row, i) => {
    const start = row * columns;
    const offset = seesawOffset(logits, start, classes, labels[row], counts, input);
    const z = offset.map((value, j) => value + logits[start + j]);
    const total = logSumExp(z, 0, classes);
    classValues[i] = total - z[labels[row]];
    z.forEach((value, j) => (ofClasses[i * columns + j] = Math.exp(value - total) - (j === labels[row] ? 1 : 0)));
  });
  const ofObjectness = new Float64Array(logits.length);
  const objectnessValues = Float64Array.from(labels, (label, row) => {
    const start = row * columns + classes;
    const total = logSumExp(logits, start, 2);
    const target = label < classes ? 0 : 1;
    for (let j = 0; j < 2; j++) ofObjectness[start + j] = Math.exp(logits[start + j] - total) - (j === target ? 1 : 0);
    return total - logits[start + target];
  });
  const own = weights === undefined ? undefined : foreground.map((row) => weights[row]);
  const reduced = reduceLoss(classValues, ofClasses, { ...input, weights: own });
  const gradient = new Float64Array(logits.length);
  foreground.forEach((row, i) => {
    gradient.set(reduced.gradient.subarray(i * columns, (i + 1) * columns), row * columns);
  });
  return { classes: { loss: reduced.loss, gradient }, objectness: reduceLoss(objectnessValues, ofObjectness, input) };
}

/** Scores: softmax over the classes times the foreground probability, background last; rows sum to 1. */
export function seesawScores(logits: Numbers, columns: number): Float64Array {
  const classes = columns - 2;
  const rows = columns === 0 ? 0 : logits.length / columns;
  const scores = new Float64Array(rows * (classes + 1));
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    const total = logSumExp(logits, start, classes);
    const objectness = logSumExp(logits, start + classes, 2);
    const foreground = Math.exp(logits[start + classes] - objectness);
    for (let c = 0; c < classes; c++) scores[row * (classes + 1) + c] = Math.exp(logits[start + c] - total) * foreground;
    scores[row * (classes + 1) + classes] = Math.exp(logits[start + classes + 1] - objectness);
  }
  return scores;
}
