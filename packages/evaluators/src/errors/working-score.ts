import { StableDescending } from '../matching/stable-descending.js';
import type { JudgedScene } from './judged-scene.js';

/** @returns the score at which F1 = 2 · right / (detections + objects) is highest over all classes together; 0 without detections */
export function workingScore({ detections, truths }: JudgedScene): number {
  const order = new StableDescending().sort(detections.scores, detections.count);
  let right = 0;
  let best = 0;
  let score = 0;
  for (let i = 0; i < detections.count; i++) {
    right += detections.right[order[i]];
    const f1 = (2 * right) / (i + 1 + truths.count);
    // Of equal scores all are taken or none.
    const isLast = i + 1 === detections.count || detections.scores[order[i + 1]] < detections.scores[order[i]];
    if (!isLast || f1 <= best) continue;
    best = f1;
    score = detections.scores[order[i]];
  }
  return score;
}
