import { UserError } from '@ecm/core';

import type { Numbers } from '../stable.js';
import type { DetectionWeightChoice } from './detection-weight.js';
import { detectionWeight } from './detection-weight.js';
import { effectiveMargins } from './margins.js';
import { surrogateShift } from './surrogate.js';

/** Numbers of each class (and of the background, last) that the effective class-margin losses are made of; all float64. */
export interface EcmConstants {
  /** Samples n. */
  readonly counts: Float64Array;
  /** Negative-to-positive ratio α = (N − n)/n. */
  readonly alpha: Float64Array;
  /** Margins γ⁺ and γ⁻. */
  readonly positiveMargin: Float64Array;
  readonly negativeMargin: Float64Array;
  /** Weights w⁺ = 1/γ⁺ and w⁻ = 1/γ⁻ of the surrogate. */
  readonly positiveWeight: Float64Array;
  readonly negativeWeight: Float64Array;
  /** Shift ln w⁺ − ln w⁻ = −¼ ln α of the surrogate's logit. */
  readonly shift: Float64Array;
  /** Detection weight m. */
  readonly detectionWeight: Float64Array;
}

/**
 * Derives the constants from class counts, once, in double precision.
 *
 * @param counts samples of each foreground class [C]; counts below 1 are taken as 1
 * @param backgroundRatio background rows per foreground row r, so that the background counts r · Σ n_c and becomes entry C;
 *   `undefined` for one-stage detectors, which have no background entry
 * @param weight which end of the interval the detection weight takes
 * @throws UserError if the counts leave a class without negatives
 * @see Cho and Krähenbühl, ECCV 2022, Eq. (8), (10), (11), (35)–(37)
 */
export function ecmConstants(counts: Numbers, backgroundRatio: number | undefined, weight: DetectionWeightChoice = 'lower'): EcmConstants {
  if (backgroundRatio !== undefined && !(backgroundRatio > 0 && Number.isFinite(backgroundRatio))) {
    throw new UserError(`The background ratio of the effective class-margin loss must be a positive number, but is ${backgroundRatio}.`);
  }
  const clamped = Array.from(counts, (count) => Math.max(count, 1));
  const foreground = clamped.reduce((sum, count) => sum + count, 0);
  const all = Float64Array.from(backgroundRatio === undefined ? clamped : [...clamped, backgroundRatio * foreground]);
  const total = all.reduce((sum, count) => sum + count, 0);
  const alpha = all.map((count) => (total - count) / count);
  if (alpha.some((ratio) => !(ratio > 0 && Number.isFinite(ratio)))) {
    throw new UserError(
      `The effective class-margin loss needs finite counts and at least one other class beside each class, but got ${clamped.length} ` +
        `class counts summing to ${foreground}. Give the background a ratio, or check the class statistics.`,
    );
  }
  const positiveMargin = alpha.map((ratio) => effectiveMargins(ratio).positive);
  const negativeMargin = alpha.map((ratio) => effectiveMargins(ratio).negative);
  return {
    counts: all,
    alpha,
    positiveMargin,
    negativeMargin,
    positiveWeight: positiveMargin.map((margin) => 1 / margin),
    negativeWeight: negativeMargin.map((margin) => 1 / margin),
    shift: alpha.map((ratio) => surrogateShift(ratio)),
    detectionWeight: alpha.map((ratio) => detectionWeight(ratio, weight)),
  };
}
