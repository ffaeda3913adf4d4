/** Which number of the interval stands for the detection weight m. */
export type DetectionWeightChoice = 'lower' | 'upper' | 'one';

/**
 * Detection weight m of a class: the slope that turns its pairwise ranking error into its detection error. The bounds of
 * Theorem 2 at R = 1 leave an interval, from α ln((1 + α)/α) (what the official code takes) to (1/9 + 2α)/(1 + 2α).
 *
 * @param alpha negative-to-positive ratio, > 0
 * @see Cho and Krähenbühl, ECCV 2022, section 4.2
 */
export function detectionWeight(alpha: number, choice: DetectionWeightChoice = 'lower'): number {
  if (choice === 'one') return 1;
  // α ln((1 + α)/α) in float32 is up to 11 % wrong for rare classes; log1p in double is exact.
  return choice === 'lower' ? alpha * Math.log1p(1 / alpha) : (1 / 9 + 2 * alpha) / (1 + 2 * alpha);
}

/**
 * Smallest o such that the upper bound of the detection error is ≤ m R + o for every R ≥ 0 (the shifted line of Figure 2).
 *
 * @param alpha negative-to-positive ratio
 * @param weight detection weight m
 */
export function detectionWeightOffset(alpha: number, weight: number = detectionWeight(alpha)): number {
  if (alpha < weight) return alpha / (6 * weight);
  return 1 - (4 / 3) * Math.sqrt(weight / alpha) + weight / (2 * alpha);
}

/** The lower end as the official code stores it: every operation rounded to float32. For comparing with its checkpoints only. */
export function officialDetectionWeight(count: number, total: number): number {
  const r = Math.fround;
  const alpha = r(r(r(total) - r(count)) / r(count));
  return r(alpha * r(Math.log(r(r(1 + alpha) / alpha))));
}
