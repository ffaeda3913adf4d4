import type { StableDescending } from '../matching/stable-descending.js';
import type { JudgedDetections } from './judged-detections.js';

/**
 * Area under the precision–recall step curve: at each recall that is reached, the best precision from there on.
 *
 * @param judged in the order that decides between equal scores
 * @param sorter gives its working memory
 * @param positives number of ground truths, at least 1
 * @param round rounding of every step; single precision in mmdetection
 */
export function stepAveragePrecision(
  { scores, hits, count }: JudgedDetections,
  sorter: StableDescending,
  positives: number,
  round: (value: number) => number,
): number {
  const order = sorter.sort(scores, count);
  const precision: number[] = [];
  for (let i = 0; i < count; i++) if (hits[order[i]] === 1) precision.push(round((precision.length + 1) / (i + 1)));
  for (let k = precision.length - 2; k >= 0; k--) precision[k] = Math.max(precision[k], precision[k + 1]);
  return precision.reduce((sum, value, k) => {
    const step = round(round((k + 1) / positives) - round(k / positives));
    return round(sum + round(step * value));
  }, 0);
}
