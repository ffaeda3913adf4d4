import { UserError } from '@ecm/core';

import { overlapFinder } from '../evaluation.js';
import type { MatchedCategory, MatchObserver } from '../matching/category-evaluator.js';
import type { Observed } from '../results/observed.js';
import type { Confusion, ErrorBreakdown, GroupFigures } from './error-breakdown.js';
import type { FoundErrors } from './error-finder.js';
import { ErrorFinder } from './error-finder.js';
import { ErrorFixes } from './error-fixes.js';
import { BACKGROUND_OVERLAP, ERROR_KINDS, FOUND_OVERLAP } from './error-kind.js';
import type { JudgedScene } from './judged-scene.js';
import { SceneCollector } from './scene-collector.js';
import { workingScore } from './working-score.js';
import { worstImages } from './worst-images.js';

/** What the breakdown lists. */
export interface ErrorOptions {
  /** Number of worst images; 12 by default. */
  readonly images?: number;
  /** Number of confused pairs; 20 by default. */
  readonly confusions?: number;
  /** Score from which on detections are listed; the one of highest F1 by default. */
  readonly workingScore?: number;
}

/**
 * Watches an evaluation and tells what its errors are. Detections that the protocol does not judge (classes that are not verified on
 * an image) and ignored ones are no errors, and objects that do not count are not missed.
 */
export class ErrorCollector implements MatchObserver {
  readonly #observed: Observed;
  readonly #collector = new SceneCollector();

  /** @throws UserError for evaluations that judge all classes as one, or at other thresholds than 0.5 first */
  constructor(observed: Observed) {
    if (observed.rules.classAgnostic) throw new UserError('Errors are told apart by class, so not where all classes are judged as one.');
    if (observed.rules.thresholds[0] !== FOUND_OVERLAP) throw new UserError('Errors are told at IoU 0.5, which is not evaluated.');
    this.#observed = observed;
  }

  category(category: number, matched: MatchedCategory): void {
    this.#collector.category(category, matched);
  }

  /** @returns the breakdown of all classes seen */
  breakdown({ images: imageLimit = 12, confusions: pairLimit = 20, workingScore: given }: ErrorOptions = {}): ErrorBreakdown {
    const { truth, rules, chunks } = this.#observed;
    const scene = this.#collector.scene(truth.categories.index.size);
    const errors = new ErrorFinder(scene, overlapFinder(truth, chunks, rules, BACKGROUND_OVERLAP)).find(truth.images.index.size);
    const fixes = new ErrorFixes(scene, errors, truth.categories.frequencies, rules.recallPoints);
    const figures = fixes.unchanged();
    const score = given ?? workingScore(scene);
    const { detections, truths } = scene;
    const wrong = detections.right.reduce((sum, right) => sum + 1 - right, 0);
    const lost = truths.found.reduce((sum, found) => sum + 1 - found, 0);
    const missed = Array.from({ length: truths.count }, (_, g) => g).filter((g) => fixes.isMissed(g)).length;
    return {
      figures,
      lines: ERROR_KINDS.map((kind) => ({
        kind,
        count: kind === 'missed' ? missed : errors.kinds.filter((found) => found === kind).length,
        gain: minus(fixes.without(kind), figures),
      })),
      falsePositives: { count: wrong, gain: minus(fixes.rightFirst(), figures) },
      falseNegatives: { count: lost, gain: minus(fixes.foundOnly(), figures) },
      workingScore: score,
      confusions: confusionsOf(scene, errors, truth.categories.index.ids, score).slice(0, pairLimit),
      worstImages: worstImages(scene, errors, truth, { limit: imageLimit, score }),
    };
  }
}

function minus(after: GroupFigures, before: GroupFigures): GroupFigures {
  return Object.fromEntries(Object.entries(after).map(([key, value]) => [key, value - before[key]]));
}

/** @returns pairs of classes, most frequent first, ids deciding between equals */
function confusionsOf({ detections, truths }: JudgedScene, { kinds, targets }: FoundErrors, ids: Float64Array, score: number): Confusion[] {
  const pairs = new Map<string, { trueId: number; foundId: number; count: number }>();
  for (let d = 0; d < detections.count; d++) {
    if (kinds[d] !== 'classification' || detections.scores[d] < score) continue;
    const trueId = ids[truths.categories[targets[d]]];
    const foundId = ids[detections.categories[d]];
    const pair = pairs.get(`${trueId} ${foundId}`) ?? { trueId, foundId, count: 0 };
    pair.count++;
    pairs.set(`${trueId} ${foundId}`, pair);
  }
  return [...pairs.values()].sort((a, b) => b.count - a.count || a.trueId - b.trueId || a.foundId - b.foundId);
}
