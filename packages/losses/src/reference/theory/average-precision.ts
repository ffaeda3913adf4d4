import type { Numbers } from '../stable.js';

/**
 * Exact probabilistic average precision ∫₀¹ β/(β + α g(β)) dβ of finite score sets.
 *
 * @param outranked share of negatives above each positive, best positive first (see `rank`)
 * @param alpha negative-to-positive ratio
 * @see Cho and Krähenbühl, ECCV 2022, Eq. (3)–(5)
 */
export function exactAveragePrecision(outranked: Numbers, alpha: number): number {
  const step = 1 / outranked.length;
  let sum = 0;
  for (let k = 0; k < outranked.length; k++) {
    const a = alpha * outranked[k];
    sum += a === 0 ? step : step - a * Math.log1p(step / (k * step + a));
  }
  return sum;
}

/** Discrete average precision, the mean of k/(k + α n⁺ g_k): above the exact one by a quantity of order 1/n⁺. */
export function discreteAveragePrecision(outranked: Numbers, alpha: number): number {
  const count = outranked.length;
  let sum = 0;
  for (let k = 1; k <= count; k++) sum += k / count / (k / count + alpha * outranked[k - 1]);
  return sum / count;
}
