import type { LossAndGradient } from '../reduction.js';
import { reduceLoss } from '../reduction.js';
import type { Numbers } from '../stable.js';
import { sigmoid } from '../stable.js';
import type { LabelledLogits } from './input.js';
import { weightedSigmoid } from './weighted-sigmoid.js';

/** Constants of the map from gradient ratios to weights. */
export interface GradientRatioMap {
  /** Steepness γ; default 12. */
  readonly gamma?: number | undefined;
  /** Midpoint μ; default 0.8. */
  readonly mu?: number | undefined;
  /** Gain α of positives; default 4. */
  readonly alpha?: number | undefined;
}

/** Weights of positives and negatives per entry, background (1, 1) last. */
export interface EntryWeights {
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

/**
 * Weights of a step from the gradient ratios before it: W⁻ = σ(γ (ratio − μ)), W⁺ = 1 + α (1 − W⁻).
 *
 * @param ratios accumulated positive over negative gradient of each class [C]
 */
export function gradientRatioWeights(ratios: Numbers, { gamma = 12, mu = 0.8, alpha = 4 }: GradientRatioMap = {}): EntryWeights {
  const x = Array.from(ratios, (ratio) => gamma * (ratio - mu));
  return {
    positive: Float64Array.from([...x.map((value) => 1 + alpha * sigmoid(-value)), 1]),
    negative: Float64Array.from([...x.map(sigmoid), 1]),
  };
}

/** Input of the equalization loss v2; K = C + 1. */
export interface EqualizationV2Input extends LabelledLogits {
  readonly weights: EntryWeights;
  readonly lossWeight?: number | undefined;
}

/**
 * Equalization loss v2 in double precision: weighted binary cross-entropy over C + 1 entries, divided by the number of rows.
 *
 * @returns also what the step adds to the accumulated gradients of positives and negatives [C]
 * @see Tan et al., CVPR 2021; tztztztztz/eqlv2 mmdet/models/losses/eqlv2.py
 */
export function equalizationLossV2({ logits, columns, labels, weights, lossWeight }: EqualizationV2Input): LossAndGradient & {
  readonly positive: Float64Array;
  readonly negative: Float64Array;
} {
  const { values, gradient } = weightedSigmoid(logits, columns, (row, column) => {
    const target = column === labels[row] ? 1 : 0;
    return { target, weight: (target === 1 ? weights.positive : weights.negative)[column] };
  });
  const positive = new Float64Array(columns - 1);
  const negative = new Float64Array(columns - 1);
  gradient.forEach((slope, k) => {
    const column = k % columns;
    if (column === columns - 1) return;
    (column === labels[Math.floor(k / columns)] ? positive : negative)[column] += Math.abs(slope);
  });
  return { ...reduceLoss(values, gradient, { lossWeight, averageFactor: labels.length, averageEpsilon: 0 }), positive, negative };
}

/** Accumulated gradient ratio, positive / (negative + 1e-10). */
export function gradientRatio(positive: number, negative: number): number {
  return positive / (negative + 1e-10);
}

/** Scores σ(z_c)(1 − σ(z_bg)), background last; without objectness the plain sigmoids. */
export function objectnessScores(logits: Numbers, columns: number, withObjectness = true): Float64Array {
  return Float64Array.from(logits, (z, k) => {
    const column = k % columns;
    const background = logits[k - column + columns - 1];
    return sigmoid(z) * (withObjectness && column < columns - 1 ? sigmoid(-background) : 1);
  });
}
