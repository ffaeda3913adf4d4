import { CandidateList } from './candidate-list.js';
import { CellMatcher } from './cell-matcher.js';
import type { ClassMatcher, ClassWork } from './class-matcher.js';
import type { ColumnFactory } from './column-factory.js';
import { HEAP_COLUMNS } from './column-factory.js';
import type { Cell } from './detection-batch.js';
import type { OverlapFinder } from './overlap-finder.js';

/** Matches classes by the pairs that a finder gives, image by image. */
export class PairMatcher implements ClassMatcher {
  readonly columns: ColumnFactory = HEAP_COLUMNS;
  readonly #finder: OverlapFinder;
  readonly #thresholds: Float64Array;
  readonly #candidates = new CandidateList();
  #matcher: CellMatcher;
  #work: ClassWork | undefined;

  constructor(thresholds: Float64Array, finder: OverlapFinder) {
    this.#thresholds = thresholds;
    this.#finder = finder;
    this.#matcher = new CellMatcher(thresholds);
  }

  prepare(work: ClassWork): void {
    this.#work = work;
    this.#matcher = new CellMatcher(this.#thresholds, work.partners);
  }

  match(): void {
    const work = this.#work;
    if (work === undefined) return;
    const { detections, truths, masks } = work;
    this.#finder.begin(truths);
    // Most detections are near no ground truth.
    masks.forEach((mask, range) => {
      this.#matcher.leaveUnmatched(range, detections, mask);
    });
    const cell: Cell = { d0: 0, d1: 0, g0: 0, g1: 0 };
    while (cell.d0 < detections.count) {
      const image = detections.images[cell.d0];
      cell.d1 = cell.d0 + 1;
      while (cell.d1 < detections.count && detections.images[cell.d1] === image) cell.d1++;
      while (cell.g0 < truths.count && truths.images[cell.g0] < image) cell.g0++;
      cell.g1 = cell.g0;
      while (cell.g1 < truths.count && truths.images[cell.g1] === image) cell.g1++;
      if (cell.g1 > cell.g0) this.#matchCell(cell, work);
      cell.d0 = cell.d1;
      cell.g0 = cell.g1;
    }
  }

  close(): void {
    this.#work = undefined;
  }

  #matchCell(cell: Cell, { detections, truths, masks }: ClassWork): void {
    const candidates = this.#candidates;
    candidates.clear(cell.d1 - cell.d0);
    this.#finder.find(cell, detections, truths, candidates);
    if (candidates.length === 0) return;
    for (let range = 0; range < masks.length; range++) {
      this.#matcher.match(cell, range, detections, truths, candidates, masks[range]);
    }
  }
}
