import { lowestThreshold, overlapFinder } from '../evaluation.js';
import { idOfImage } from '../ground-truth/ground-truth-table.js';
import { CandidateList } from '../matching/candidate-list.js';
import type { MatchedCategory, MatchObserver } from '../matching/category-evaluator.js';
import type { OverlapFinder } from '../matching/overlap-finder.js';
import type { Observed } from './observed.js';

/** What became of a detection at the lowest IoU threshold. */
export type MatchOutcome = 'hit' | 'miss' | 'ignored';

/** A detection and what it was matched to. */
export interface DetectionMatch {
  readonly imageId: number;
  /** −1 where all classes are judged as one. */
  readonly categoryId: number;
  readonly score: number;
  /** `x, y, width, height` in pixels. */
  readonly box: readonly [number, number, number, number];
  readonly outcome: MatchOutcome;
  /** Id of the annotation that the detection took. */
  readonly annotationId?: number;
  /** IoU with that annotation. */
  readonly overlap?: number;
}

/** A ground truth that no detection took at the lowest IoU threshold. */
export interface MissedTruth {
  readonly imageId: number;
  readonly categoryId: number;
  readonly annotationId: number;
  /** It does not count: its flag, crowd or area says so. */
  readonly ignored: boolean;
}

/** Lists what every detection was matched to in the range "all", by class, image and descending score. */
export class MatchCollector implements MatchObserver {
  readonly matches: DetectionMatch[] = [];
  readonly missed: MissedTruth[] = [];
  readonly #observed: Observed;
  readonly #finder: OverlapFinder;
  readonly #candidates = new CandidateList();

  constructor(observed: Observed) {
    const { truth, rules, chunks } = observed;
    this.#observed = observed;
    this.#finder = overlapFinder(truth, chunks, rules, lowestThreshold(rules));
  }

  category(category: number, matched: MatchedCategory): void {
    const { truth, rules } = this.#observed;
    const { detections, truths, hits, ignored, partners } = matched;
    const { images, categories, annotations } = truth;
    const categoryId = rules.classAgnostic ? -1 : categories.index.ids[category];
    const taken = new Uint8Array(truths.count);
    this.#finder.begin(truths);
    for (let d = 0; d < detections.count; d++) {
      const partner = partners[d];
      if (partner >= 0) taken[partner] = 1;
      this.matches.push({
        imageId: idOfImage(images, detections.images[d]),
        categoryId,
        score: detections.scores[d],
        box: [detections.x[d], detections.y[d], detections.width[d], detections.height[d]],
        outcome: (hits[d] & 1) !== 0 ? 'hit' : (ignored[d] & 1) !== 0 ? 'ignored' : 'miss',
        ...(partner < 0 ? {} : { annotationId: annotations.ids[truths.rows[partner]], overlap: this.#overlap(d, partner, matched) }),
      });
    }
    for (let g = 0; g < truths.count; g++) {
      if (taken[g] === 1) continue;
      const imageId = idOfImage(images, truths.images[g]);
      this.missed.push({ imageId, categoryId, annotationId: annotations.ids[truths.rows[g]], ignored: (truths.ignored[g] & 1) !== 0 });
    }
  }

  #overlap(d: number, g: number, { detections, truths }: MatchedCategory): number {
    this.#candidates.clear(1);
    this.#finder.find({ d0: d, d1: d + 1, g0: g, g1: g + 1 }, detections, truths, this.#candidates);
    return this.#candidates.overlaps[0];
  }
}
