import type { Judgement } from './match-group.js';

/**
 * Area under the precision–recall step curve: at each recall that is reached, the best precision from there on.
 *
 * @param judged in the order that decides between equal scores
 * @param positives number of ground truths, at least 1
 * @param round rounding of every step; single precision in mmdetection
 */
export function stepAveragePrecision(judged: readonly Judgement[], positives: number, round: (value: number) => number): number {
  const ranked = judged.toSorted((a, b) => b.score - a.score);
  const precision: number[] = [];
  let hits = 0;
  ranked.forEach(({ hit }, i) => {
    if (hit) precision.push(round(++hits / (i + 1)));
  });
  let best = 0;
  for (let k = hits - 1; k >= 0; k--) precision[k] = best = Math.max(best, precision[k]);
  return precision.reduce((sum, value, k) => {
    const step = round(round((k + 1) / positives) - round(k / positives));
    return round(sum + round(step * value));
  }, 0);
}
