import type { MatchedCategory, MatchObserver } from '../matching/category-evaluator.js';
import type { ClassRanking, ClassRankings } from './class-rankings.js';
import { joinRankings } from './class-rankings.js';

/** Keeps of each class what its AP depends on: about 13 bytes a detection. */
export class RankingCollector implements MatchObserver {
  readonly #classes: ClassRanking[] = [];
  readonly #all: number;

  /** @param thresholds number of IoU thresholds */
  constructor(thresholds: number) {
    this.#all = 2 ** thresholds - 1;
  }

  category(category: number, { detections, truths, positives, hits, ignored, order }: MatchedCategory): void {
    if (positives === 0) return;
    const { images, scores } = detections;
    const judged = Array.from(order.subarray(0, detections.count)).filter((d) => ignored[d] !== this.#all);
    const tied = judged.map((d, i) => i + 1 < judged.length && images[judged[i + 1]] === images[d] && scores[judged[i + 1]] === scores[d]);
    // What follows the last object found, and those tied with it, changes no precision that counts.
    let end = judged.findLastIndex((d) => hits[d] !== 0) + 1;
    while (end > 0 && tied[end - 1]) end++;
    const kept = judged.slice(0, end);
    this.#classes.push({
      category,
      images: Int32Array.from(kept, (d) => images[d]),
      hits: Int32Array.from(kept, (d) => hits[d]),
      ignored: Int32Array.from(kept, (d) => ignored[d]),
      tied: Uint8Array.from(kept, (_, i) => (tied[i] ? 1 : 0)),
      truthImages: truths.images.slice(0, truths.count).filter((_, g) => (truths.ignored[g] & 1) === 0),
    });
  }

  /** @returns all classes seen so far */
  get rankings(): ClassRankings {
    return joinRankings(this.#classes);
  }
}
