import type { Numbers } from '../stable.js';

/** Mean probability that one object (or one class of the feature memory) got for its own class. */
export interface ScoreRecord {
  /** Class; −1 is padding. */
  readonly label: number;
  readonly score: number;
}

/**
 * Records of a batch: per ground-truth object the mean probability of its class over its rows.
 *
 * @param scores probability of each row's own class, the softmax of the plain logits [R]
 * @param labels class of each row [R]
 * @param objects object of each row, −1 for none; records come in ascending order of these numbers
 */
export function scoreRecords(scores: Numbers, labels: Numbers, objects: Numbers): ScoreRecord[] {
  const sums = new Map<number, { label: number; sum: number; rows: number }>();
  for (let row = 0; row < labels.length; row++) {
    if (objects[row] < 0) continue;
    const record = sums.get(objects[row]) ?? { label: labels[row], sum: 0, rows: 0 };
    record.sum += scores[row];
    record.rows++;
    sums.set(objects[row], record);
  }
  return [...sums].sort(([a], [b]) => a - b).map(([, { label, sum, rows }]) => ({ label, score: sum / rows }));
}

/** Momentum and background of the mean scores. */
export interface MeanScoreOptions {
  /** α; default 0.9. */
  readonly alpha?: number | undefined;
  /** Fixed score of the background; default 0.01. */
  readonly backgroundScore?: number | undefined;
}

/**
 * Mean scores after a step: a class with k records of mean v becomes α^k s̄ + (1 − α^k) v; the background is fixed.
 *
 * @param scores s̄ of each class, background last [C + 1]
 * @param counts records of each class [C]
 * @param sums sum of their scores [C]
 * @see Feng et al., ICCV 2021; fcjian/LOCE mmdet/models/roi_heads/loce_roi_head.py
 */
export function updateMeanScores(scores: Numbers, counts: Numbers, sums: Numbers, options: MeanScoreOptions = {}): Float64Array {
  const { alpha = 0.9, backgroundScore = 0.01 } = options;
  return Float64Array.from(scores, (score, c) => {
    if (c === scores.length - 1) return backgroundScore;
    if (counts[c] === 0) return score;
    const kept = alpha ** counts[c];
    // Log-scores must stay finite.
    return Math.max(kept * score + (1 - kept) * (sums[c] / counts[c]), 1e-12);
  });
}

/** Counts and sums of records by class, one after the other [2 · C], so that workers can add theirs up. */
export function summedRecords(records: readonly ScoreRecord[], classes: number): Float64Array {
  const summed = new Float64Array(2 * classes);
  for (const { label, score } of records) {
    if (label < 0 || label >= classes) continue;
    summed[label]++;
    summed[classes + label] += score;
  }
  return summed;
}
