import type { StableDescending } from '../matching/stable-descending.js';
import type { JudgedDetections } from './judged-detections.js';

/**
 * Area under the precision–recall step curve: at each recall that is reached, the best precision from there on.
 *
 * Precision is asked for only where a ground truth is found, so the few hits are ranked, and of the many misses it is only counted
 * between which hits they fall.
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
  const found: number[] = [];
  for (let i = 0; i < count; i++) if (hits[i] === 1) found.push(i);
  const foundScores = Float64Array.from(found, (i) => scores[i]);
  const order = sorter.sort(foundScores, found.length);
  const places = Int32Array.from({ length: found.length }, (_, k) => found[order[k]]);
  const ranked = Float64Array.from(places, (place) => scores[place]);

  /** Misses that follow k hits. */
  const misses = new Int32Array(found.length + 1);
  for (let i = 0; i < count; i++) if (hits[i] === 0) misses[hitsBefore(ranked, places, scores[i], i)]++;

  const precision: number[] = [];
  for (let k = 0, wrong = 0; k < found.length; k++) {
    wrong += misses[k];
    precision.push(round((k + 1) / (k + 1 + wrong)));
  }
  for (let k = precision.length - 2; k >= 0; k--) precision[k] = Math.max(precision[k], precision[k + 1]);
  return precision.reduce((sum, value, k) => {
    const step = round(round((k + 1) / positives) - round(k / positives));
    return round(sum + round(step * value));
  }, 0);
}

/** @returns how many of the ranked hits come before a miss: those of higher score, and of equal score at an earlier place */
function hitsBefore(ranked: Float64Array, places: Int32Array, score: number, place: number): number {
  let [low, high] = [0, ranked.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranked[middle] > score || (ranked[middle] === score && places[middle] < place)) low = middle + 1;
    else high = middle;
  }
  return low;
}
