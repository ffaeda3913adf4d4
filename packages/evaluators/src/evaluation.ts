import { DataError } from '@ecm/core';

import type { ChunkColumns } from './detections/detection-chunk.js';
import { measureFor } from './detections/detection-measure.js';
import type { DetectionStore } from './detections/detection-store.js';
import { tabulateDetections } from './detections/detection-table.js';
import type { GroupedRows } from './detections/grouped-rows.js';
import { groupRows } from './detections/grouped-rows.js';
import { rowsBeyondLimits } from './detections/limits.js';
import type { GroundTruthTable } from './ground-truth/ground-truth-table.js';
import { BoundaryRefinement } from './matching/boundary-refinement.js';
import { DecodedMaskPairs } from './matching/decoded-mask-pairs.js';
import { KernelMaskPairs } from './matching/mask-kernel/kernel-mask-pairs.js';
import { maskModule } from './matching/mask-kernel/mask-module.js';
import type { MaskPairs } from './matching/mask-pairs.js';
import { StoredMasks } from './matching/stored-masks.js';
import { BoxOverlaps } from './matching/box-overlaps.js';
import type { CategoryMeasure, MatchObserver } from './matching/category-evaluator.js';
import { CategoryEvaluator, largestClass } from './matching/category-evaluator.js';
import type { EvaluationData } from './matching/category-loader.js';
import type { ClassMatcher } from './matching/class-matcher.js';
import { Federation, hasArea, takesPart } from './matching/federation.js';
import { BoxMatcher } from './matching/kernel/box-matcher.js';
import { matcherModule } from './matching/kernel/matcher-module.js';
import { MaskOverlaps } from './matching/mask-overlaps.js';
import type { OverlapFinder } from './matching/overlap-finder.js';
import { PairMatcher } from './matching/pair-matcher.js';
import type { EvaluationRules } from './rules/evaluation-rules.js';

/** Which part of the classes a worker evaluates: those with position ≡ first (mod step). */
export interface Share {
  readonly first: number;
  readonly step: number;
}

/** Evaluates the detections of a store under a record of rules. @returns measures of the classes of this share, in order */
export function evaluate(
  truth: GroundTruthTable,
  store: DetectionStore,
  rules: EvaluationRules,
  options: { observer?: MatchObserver; share?: Share; federation?: Federation } = {},
): CategoryMeasure[] {
  const { first, step } = options.share ?? { first: 0, step: 1 };
  const isShared = (category: number): boolean => rules.classAgnostic || category % step === first;
  const data = prepare(truth, store, rules, options.federation ?? new Federation(truth, rules), isShared);
  const matcher = classMatcher(data, rules);
  const evaluator = new CategoryEvaluator(data, rules, matcher, options.observer);
  const measures: CategoryMeasure[] = [];
  const classes = data.truthRows.starts.length - 1;
  for (let category = first; category < classes; category += step) measures.push(evaluator.evaluate(category));
  matcher.close();
  return measures;
}

/** Boxes are matched by a kernel where the machine has WebAssembly. */
function classMatcher(data: EvaluationData, rules: EvaluationRules): ClassMatcher {
  const largest = largestClass(data);
  const module = rules.overlap === 'bbox' && BoxMatcher.fits(rules, largest) ? matcherModule() : undefined;
  if (module !== undefined) return new BoxMatcher(module, rules, largest);
  return new PairMatcher(rules.thresholds, overlapFinder(data.truth, data.detections.chunks, rules, lowestThreshold(rules)));
}

/** @param isShared whether the detections of a category are wanted */
function prepare(
  truth: GroundTruthTable,
  store: DetectionStore,
  rules: EvaluationRules,
  federation: Federation,
  isShared: (category: number) => boolean,
): EvaluationData {
  store.close();
  const { annotations, images, categories } = truth;
  const measure = measureFor(rules, firstHasBox(truth, store, rules));
  const detections = tabulateDetections(store, rowsBeyondLimits(store, rules), (chunk, i) => {
    const category = chunk.categories[i];
    if (category < 0 || !isShared(category) || !federation.judges(chunk.images[i], category)) return false;
    return !rules.federated || hasArea(measure.rangeArea(chunk, i));
  });
  const truthKeys = {
    forEach: (visit: (row: number, image: number, category: number) => void): void => {
      for (let row = 0; row < annotations.count; row++) {
        if (takesPart(truth, row, rules.federated)) visit(row, annotations.images[row], annotations.categories[row]);
      }
    },
  };
  const truthRows = groupRows(truthKeys, images.index.size, categories.index.size);
  if (!rules.classAgnostic) return { truth, truthRows, detections, measure, federation };
  return {
    truth,
    truthRows: asOneClass(truthRows, images.index.size),
    detections: { chunks: store.chunks, ...asOneClass(detections, images.index.size) },
    measure,
    federation,
  };
}

/** Regroups rows as one class: by image, classes in ascending order inside an image. */
function asOneClass(grouped: GroupedRows, images: number): GroupedRows {
  const forEach = (visit: (row: number, image: number, category: number) => void): void => {
    grouped.rows.forEach((row, i) => {
      visit(row, grouped.images[i], 0);
    });
  };
  return groupRows({ forEach }, images, 1);
}

/** Whether boxes measure the detections: the reference asks the first one. */
function firstHasBox(truth: GroundTruthTable, store: DetectionStore, { overlap, areaFromBox }: EvaluationRules): boolean {
  const hasBox = store.firstHasBox ?? true;
  if (store.mixed && hasBox && (overlap === 'bbox' || areaFromBox)) {
    throw new DataError(
      truth.source,
      'detections',
      'the first result carries a box and a later one does not, so their areas cannot be compared. Give all of them "bbox", or none.',
    );
  }
  if (overlap !== 'bbox' || !hasBox) {
    const missing = store.chunks.some(
      ({ masks, count }) => count > 0 && (masks === undefined || masks.areas.subarray(0, count).includes(-1)),
    );
    if (missing) throw new DataError(truth.source, 'detections', `there are results without a mask, so ${overlap} cannot be evaluated.`);
  }
  return hasBox;
}

/** @returns the lowest overlap that can match */
export function lowestThreshold({ thresholds }: EvaluationRules): number {
  return Math.min(thresholds[0], 1 - 1e-10);
}

/** @returns what computes the overlaps of an evaluation, those of at least `lowest` */
export function overlapFinder(
  truth: GroundTruthTable,
  chunks: readonly ChunkColumns[],
  rules: EvaluationRules,
  lowest: number,
): OverlapFinder {
  if (rules.overlap === 'bbox') return new BoxOverlaps(lowest);
  const stored = new StoredMasks(truth, chunks);
  if (rules.overlap === 'boundary') {
    const masks = new DecodedMaskPairs(stored);
    return new MaskOverlaps(stored, masks, lowest, new BoundaryRefinement(masks, rules.dilationRatio));
  }
  return new MaskOverlaps(stored, maskPairs(stored), lowest);
}

/** Masks are compared by a kernel where the machine has WebAssembly. */
function maskPairs(stored: StoredMasks): MaskPairs {
  const module = KernelMaskPairs.fits(stored) ? maskModule() : undefined;
  return module === undefined ? new DecodedMaskPairs(stored) : new KernelMaskPairs(module, stored);
}
