/** The two margins of a binary classifier; they sum to 1. */
export interface Margins {
  readonly positive: number;
  readonly negative: number;
}

/**
 * Effective class-margins γ⁺ = α^¼ / (1 + α^¼) and γ⁻ = 1 / (1 + α^¼): the margins that minimise the sum of both sides'
 * generalisation terms. Rare classes (large α) get γ⁺ near 1.
 *
 * @param alpha negative-to-positive ratio n_¬c / n_c, > 0
 * @see Cho and Krähenbühl, ECCV 2022, Eq. (8)
 */
export function effectiveMargins(alpha: number): Margins {
  const root = alpha ** 0.25;
  return { positive: 1 / (1 + 1 / root), negative: 1 / (1 + root) };
}

/**
 * What the margins minimise: n₊^−½ / γ₊ + n₋^−½ / γ₋ under γ₊ + γ₋ = 1.
 *
 * @param positiveMargin γ₊ in (0, 1)
 * @see Cho and Krähenbühl, ECCV 2022, Eq. (13)–(22)
 */
export function marginObjective(positives: number, negatives: number, positiveMargin: number): number {
  return positives ** -0.5 / positiveMargin + negatives ** -0.5 / (1 - positiveMargin);
}
