/** Bounds of the detection error 1 − AP. */
export interface DetectionErrorBounds {
  readonly lower: number;
  /** The smaller of the two branches. */
  readonly upper: number;
  /** √(⅔ α R), the smaller one for αR < 1/6. */
  readonly upperSqrt: number;
  /** 1 − (8/9)/(1 + 2αR). */
  readonly upperHyperbolic: number;
}

/**
 * Bounds of a class's detection error by its pairwise ranking error R.
 *
 * @param alpha negative-to-positive ratio, > 0
 * @param rankingError R in [0, 1]
 * @see Cho and Krähenbühl, ECCV 2022, Theorems 2 and 4 (their proof's misprints corrected)
 */
export function detectionErrorBounds(alpha: number, rankingError: number): DetectionErrorBounds {
  const product = alpha * rankingError;
  const upperSqrt = Math.sqrt((2 / 3) * product);
  // 1 − (8/9)/(1 + 2αR), without the cancellation at small αR.
  const upperHyperbolic = (1 / 9 + 2 * product) / (1 + 2 * product);
  // α ln((1 + α)/(1 + α − R)), without the cancellation at small R.
  const lower = -alpha * Math.log1p(-rankingError / (1 + alpha));
  return { lower, upper: Math.min(upperSqrt, upperHyperbolic), upperSqrt, upperHyperbolic };
}
