import { sigmoid } from '../stable.js';

/** Shift of the surrogate score, ln w⁺ − ln w⁻ = −¼ ln α. */
export function surrogateShift(alpha: number): number {
  return -0.25 * Math.log(alpha);
}

/**
 * Surrogate score ŝ = σ(2f − ¼ ln α) of a class with logit f: the paper's margin-weighted ratio of exponentials, written
 * so that it cannot overflow.
 *
 * @see Cho and Krähenbühl, ECCV 2022, Eq. (11)
 */
export function surrogateScore(logit: number, alpha: number): number {
  return sigmoid(2 * logit + surrogateShift(alpha));
}

/** Logit where the surrogate is ½: f* = ⅛ ln α; there σ(2f*) equals the positive margin. */
export function decisionBoundary(alpha: number): number {
  return Math.log(alpha) / 8;
}

/** Gradient magnitudes 2(1 − ŝ) of a positive and 2ŝ of a negative sample (the curves of Figure 5). */
export function surrogateGradients(logit: number, alpha: number): { readonly positive: number; readonly negative: number } {
  const u = 2 * logit + surrogateShift(alpha);
  return { positive: 2 * sigmoid(-u), negative: 2 * sigmoid(u) };
}
