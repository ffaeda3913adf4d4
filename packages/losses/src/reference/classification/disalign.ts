import type { LossAndGradient } from '../reduction.js';
import type { Numbers } from '../stable.js';
import { sigmoid } from '../stable.js';
import type { LabelledLogits } from './input.js';
import { softmaxCrossEntropy } from './softmax-ce.js';

/**
 * Generalised re-weighting: k_c = C · r_c^−ρ / Σ_j r_j^−ρ with r_c the class's share of the training samples, and 1 for the
 * background, last.
 *
 * @param counts samples of each class; counts below 1 are taken as 1
 * @see Zhang et al., CVPR 2021, Eq. (9)
 */
export function generalizedReweighting(counts: Numbers, rho = 0.8): Float64Array {
  // In logarithms relative to the rarest class, so that no power overflows.
  const logs = Array.from(counts, (count) => Math.log(Math.max(count, 1)));
  const least = Math.min(...logs);
  const inverse = logs.map((log) => Math.exp(-rho * (log - least)));
  const total = inverse.reduce((sum, value) => sum + value, 0);
  return Float64Array.from([...inverse.map((value) => (counts.length * value) / total), 1]);
}

/** Parameters of the calibration. */
export interface Alignment {
  /** a, one per class [C]. */
  readonly scale: Numbers;
  /** b, one per class [C]. */
  readonly shift: Numbers;
  /** Logit of the confidence of each row [R]. */
  readonly confidence: Numbers;
}

/** Calibrated logits ẑ = z + κ ((a − 1) z + b), κ = σ(confidence); the background logit stays. @param columns C + 1 */
export function alignLogits(logits: Numbers, columns: number, { scale, shift, confidence }: Alignment): Float64Array {
  return Float64Array.from(logits, (z, k) => {
    const column = k % columns;
    const kappa = sigmoid(confidence[Math.floor(k / columns)]);
    return column === columns - 1 ? z : z + kappa * ((scale[column] - 1) * z + shift[column]);
  });
}

/** Gradients through the calibration. */
export interface AlignmentGradients {
  readonly logits: Float64Array;
  readonly scale: Float64Array;
  readonly shift: Float64Array;
  readonly confidence: Float64Array;
}

/** Gradients by everything that `alignLogits` takes, from the gradient by its result [R · columns]. */
export function alignGradients(upstream: Numbers, logits: Numbers, columns: number, alignment: Alignment): AlignmentGradients {
  const { scale, shift, confidence } = alignment;
  const out = {
    logits: Float64Array.from(upstream),
    scale: new Float64Array(scale.length),
    shift: new Float64Array(scale.length),
    confidence: new Float64Array(confidence.length),
  };
  for (let k = 0; k < upstream.length; k++) {
    const column = k % columns;
    if (column === columns - 1) continue;
    const row = Math.floor(k / columns);
    const kappa = sigmoid(confidence[row]);
    out.logits[k] = upstream[k] * (1 + kappa * (scale[column] - 1));
    out.scale[column] += upstream[k] * kappa * logits[k];
    out.shift[column] += upstream[k] * kappa;
    out.confidence[row] += upstream[k] * kappa * (1 - kappa) * ((scale[column] - 1) * logits[k] + shift[column]);
  }
  return out;
}

/** Weighted mean Σ k_y ℓ / Σ k_y of the softmax cross-entropy on calibrated logits. @param weights of each label [C + 1] */
export function reweightedCrossEntropy(
  input: LabelledLogits & { readonly classWeights: Numbers; readonly lossWeight?: number | undefined },
): LossAndGradient {
  const total = Array.from(input.labels).reduce<number>((sum, label) => sum + input.classWeights[label], 0);
  return softmaxCrossEntropy({ ...input, averageFactor: total, averageEpsilon: 0 });
}
