import type { LossAndGradient } from '../reduction.js';
import { reduceLoss } from '../reduction.js';
import type { Numbers } from '../stable.js';
import { binaryCrossEntropy, sigmoid } from '../stable.js';
import type { EcmConstants } from '../theory/ecm-constants.js';
import type { ClassTree } from './class-tree.js';
import type { WeightedLogits } from './input.js';

/** Input of the two-stage effective class-margin loss; K = C + 1. */
export interface EcmInput extends WeightedLogits {
  /** Constants with a background entry. */
  readonly constants: Pick<EcmConstants, 'shift' | 'detectionWeight'>;
  /** Honour `weights` and `averageFactor`; the official code ignores both and divides by R. */
  readonly useLabelWeights?: boolean | undefined;
  /** `mean` divides by the number of entries as Eq. (4) of the paper; the official code sums. */
  readonly classReduction?: 'sum' | 'mean' | undefined;
  /** Ancestors of a row's class become positives. */
  readonly hierarchyTargets?: ClassTree | undefined;
  /** Descendants of a row's class take no part. */
  readonly hierarchyIgnore?: ClassTree | undefined;
}

/**
 * Effective class-margin loss: Σ_c m_c · BCE(2 f_c − ¼ ln α_c, t_c) per row, averaged over rows, in double precision.
 *
 * @see Cho and Krähenbühl, ECCV 2022, Eq. (10), (11); mmdet/models/losses/effective_class_margin_loss.py of the official code
 */
export function effectiveClassMargin(input: EcmInput): LossAndGradient {
  const { logits, labels, columns, constants } = input;
  const values = new Float64Array(logits.length);
  const gradient = new Float64Array(logits.length);
  for (let k = 0; k < logits.length; k++) {
    const entry = k % columns;
    const label = labels[Math.floor(k / columns)];
    const u = 2 * logits[k] + constants.shift[entry];
    const target = entry === label || input.hierarchyTargets?.isAncestor(entry, label) === true ? 1 : 0;
    const ignored = input.hierarchyIgnore?.isAncestor(label, entry) === true;
    const weight = ignored ? 0 : constants.detectionWeight[entry] / (input.classReduction === 'mean' ? columns : 1);
    values[k] = weight * binaryCrossEntropy(u, target);
    gradient[k] = 2 * weight * (sigmoid(u) - target);
  }
  const { lossWeight, averageEpsilon } = input;
  if (input.useLabelWeights !== true) return reduceLoss(values, gradient, { lossWeight, averageFactor: labels.length, averageEpsilon: 0 });
  const averageFactor = input.averageFactor ?? labels.length;
  return reduceLoss(values, gradient, { lossWeight, averageFactor, averageEpsilon, weights: input.weights });
}

/** Which score of a logit the detector reports. */
export type EcmTestScore = 'sigmoid' | 'sigmoid2' | 'surrogate';

/**
 * Test scores: the chosen score of each class, times 1 − the background's score if calibrated; background last.
 *
 * @param shift shift of each entry, needed for `surrogate`
 * @see Cho and Krähenbühl, ECCV 2022, supplement F ("foreground calibration")
 */
export function ecmScores(
  logits: Numbers,
  columns: number,
  options: { readonly testScore?: EcmTestScore; readonly foregroundCalibration?: boolean; readonly shift?: Numbers } = {},
): Float64Array {
  const { testScore = 'sigmoid', foregroundCalibration = true, shift } = options;
  const u = Float64Array.from(logits, (f, k) => {
    if (testScore === 'sigmoid') return f;
    return 2 * f + (testScore === 'surrogate' ? (shift?.[k % columns] ?? 0) : 0);
  });
  return u.map((logit, k) => {
    const column = k % columns;
    const background = u[k - column + columns - 1];
    return sigmoid(logit) * (foregroundCalibration && column < columns - 1 ? sigmoid(-background) : 1);
  });
}
