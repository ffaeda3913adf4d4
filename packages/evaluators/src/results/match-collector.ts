import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import type { MatchedCategory, MatchObserver } from '../matching/category-evaluator.js';

/** What became of a detection at the lowest IoU threshold. */
export type MatchOutcome = 'hit' | 'miss' | 'ignored';

/** A detection or a missed ground truth of one class. */
export interface DetectionMatch {
  readonly imageId: number;
  readonly categoryId: number;
  readonly score: number;
  /** `x, y, width, height` in pixels. */
  readonly box: readonly [number, number, number, number];
  readonly outcome: MatchOutcome;
  /** Id of the annotation that the detection took. */
  readonly annotationId?: number;
}

/** Lists what every detection was matched to in the range "all", by class, image and descending score. */
export class MatchCollector implements MatchObserver {
  readonly matches: DetectionMatch[] = [];
  readonly #truth: GroundTruthTable;

  constructor(truth: GroundTruthTable) {
    this.#truth = truth;
  }

  category(category: number, { detections, truths, hits, ignored, partners }: MatchedCategory): void {
    const { images, categories, annotations } = this.#truth;
    for (let d = 0; d < detections.count; d++) {
      const partner = partners[d];
      this.matches.push({
        imageId: images.index.ids[detections.images[d]],
        categoryId: categories.index.ids[category],
        score: detections.scores[d],
        box: [detections.x[d], detections.y[d], detections.width[d], detections.height[d]],
        outcome: (hits[d] & 1) !== 0 ? 'hit' : (ignored[d] & 1) !== 0 ? 'ignored' : 'miss',
        ...(partner < 0 ? {} : { annotationId: annotations.ids[truths.rows[partner]] }),
      });
    }
  }
}
