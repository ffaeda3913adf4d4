import type { LossAndGradient } from '../reduction.js';
import { reduceLoss } from '../reduction.js';
import type { Numbers } from '../stable.js';
import { binaryCrossEntropy, power, sigmoid, softplus } from '../stable.js';
import type { WeightedLogits } from './input.js';

/** How a focal loss sees the logits: plain, or as the surrogate u = 2f − ¼ ln α_c with weight m_c of the class-margin losses. */
export interface FocalView {
  /** −¼ ln α_c of each column; plain logits if absent. */
  readonly shift?: Numbers | undefined;
  /** m_c of each column; ones if absent. */
  readonly entryWeights?: Numbers | undefined;
  /** Whether the focal weight is taken from the surrogate or from σ(f); default `surrogate`. */
  readonly modulateWith?: 'surrogate' | 'sigmoid' | undefined;
}

/** Input of the focal loss; K = C, labels beyond it are background. */
export interface FocalInput extends WeightedLogits, FocalView {
  /** Default 0.25. */
  readonly alpha?: number | undefined;
  /** Default 2. */
  readonly gamma?: number | undefined;
}

/** Value and derivative by the logit f of p^γ · softplus(±u), for one entry. */
interface Modulated {
  readonly value: number;
  readonly slope: number;
}

/** @param sign +1 for negatives (p^γ softplus(u)), −1 for positives ((1 − p)^γ softplus(−u)) */
function modulated(f: number, column: number, sign: 1 | -1, gamma: number, view: FocalView): Modulated {
  const steepness = view.shift === undefined ? 1 : 2;
  const u = sign * (steepness * f + (view.shift?.[column] ?? 0));
  const ofSigmoid = view.modulateWith === 'sigmoid';
  const v = ofSigmoid ? sign * f : u;
  const weight = (view.entryWeights?.[column] ?? 1) * power(sigmoid(v), gamma);
  const modulator = gamma * sigmoid(-v) * (ofSigmoid ? 1 : steepness);
  return { value: weight * softplus(u), slope: sign * weight * (modulator * softplus(u) + steepness * sigmoid(u)) };
}

/**
 * Focal loss in double precision: α (1 − p)^γ softplus(−z) for the entry of the row's class, (1 − α) p^γ softplus(z) elsewhere.
 *
 * @see mmdet/models/losses/focal_loss.py; for the class-margin view Cho and Krähenbühl, ECCV 2022, section 5 and supplement F
 */
export function focalLoss(input: FocalInput): LossAndGradient {
  const { logits, columns, labels, alpha = 0.25, gamma = 2 } = input;
  const values = new Float64Array(logits.length);
  const gradient = new Float64Array(logits.length);
  for (let k = 0; k < logits.length; k++) {
    const column = k % columns;
    const positive = column === labels[Math.floor(k / columns)];
    const { value, slope } = modulated(logits[k], column, positive ? -1 : 1, gamma, input);
    values[k] = (positive ? alpha : 1 - alpha) * value;
    gradient[k] = (positive ? alpha : 1 - alpha) * slope;
  }
  return reduceLoss(values, gradient, input);
}

/** Input of the varifocal loss. */
export interface VarifocalInput extends Omit<WeightedLogits, 'labels'>, FocalView {
  /** Soft targets q [R · K]: the IoU at positives, 0 elsewhere. */
  readonly targets: Numbers;
  /** Default 0.75. */
  readonly alpha?: number | undefined;
  /** Default 2. */
  readonly gamma?: number | undefined;
  /** Whether positives are weighted by their target; default true. */
  readonly iouWeighted?: boolean | undefined;
}

/**
 * Varifocal loss in double precision: q · BCE(z, q) where q > 0, α p^γ softplus(z) elsewhere.
 *
 * @see mmdet/models/losses/varifocal_loss.py
 */
export function varifocalLoss(input: VarifocalInput): LossAndGradient {
  const { logits, columns, targets, alpha = 0.75, gamma = 2, iouWeighted = true } = input;
  const steepness = input.shift === undefined ? 1 : 2;
  const values = new Float64Array(logits.length);
  const gradient = new Float64Array(logits.length);
  for (let k = 0; k < logits.length; k++) {
    const column = k % columns;
    const q = targets[k];
    if (q > 0) {
      const u = steepness * logits[k] + (input.shift?.[column] ?? 0);
      const weight = (iouWeighted ? q : 1) * (input.entryWeights?.[column] ?? 1);
      values[k] = weight * binaryCrossEntropy(u, q);
      gradient[k] = weight * steepness * (sigmoid(u) - q);
    } else {
      const { value, slope } = modulated(logits[k], column, 1, gamma, input);
      values[k] = alpha * value;
      gradient[k] = alpha * slope;
    }
  }
  return reduceLoss(values, gradient, input);
}
