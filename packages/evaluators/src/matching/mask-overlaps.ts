import type { CandidateList } from './candidate-list.js';
import type { Cell, DetectionBatch, TruthBatch } from './detection-batch.js';
import type { MaskPairs } from './mask-pairs.js';
import type { OverlapFinder } from './overlap-finder.js';
import type { StoredMasks } from './stored-masks.js';

/** Refines the IoU of a pair of masks that overlap enough, e.g. by their boundaries; absent: the mask IoU itself. */
export interface PairRefinement {
  begin(): void;
  /** @param d position in the detection batch @param g position in the truth batch @returns the overlap that counts */
  refine(overlap: number, d: number, g: number): number;
}

/**
 * IoU of masks. Boxes and areas bound it from above, so most pairs are never decoded, and a ground truth is rasterised only
 * when a detection comes close enough to match it.
 *
 * @see cocoapi, common/maskApi.c, rleIou
 */
export class MaskOverlaps implements OverlapFinder {
  readonly #lowest: number;
  readonly #stored: StoredMasks;
  readonly #pairs: MaskPairs;
  readonly #refinement: PairRefinement | undefined;
  /** Bounds `left, top, right, bottom` of each ground truth of the class. */
  #bounds = new Float64Array(0);

  constructor(stored: StoredMasks, pairs: MaskPairs, lowest: number, refinement?: PairRefinement) {
    this.#lowest = lowest;
    this.#stored = stored;
    this.#pairs = pairs;
    this.#refinement = refinement;
  }

  begin(truths: TruthBatch): void {
    if (4 * truths.count > this.#bounds.length) this.#bounds = new Float64Array(8 * truths.count);
    const { segmentations, heights, widths } = this.#stored;
    for (let g = 0; g < truths.count; g++) {
      const image = truths.images[g];
      segmentations.bounds(truths.rows[g], heights[image], widths[image], this.#bounds, 4 * g);
    }
    this.#refinement?.begin();
  }

  find(cell: Cell, detections: DetectionBatch, truths: TruthBatch, candidates: CandidateList): void {
    const { d0, d1, g0, g1 } = cell;
    const pairs = this.#pairs;
    pairs.begin(cell, detections, truths);
    for (let d = d0; d < d1; d++) {
      candidates.starts[d - d0] = candidates.length;
      const area = detections.areas[d];
      for (let g = g0; g < g1; g++) {
        const crowd = truths.crowd[g] === 1;
        const reachable = Math.min(area, this.#sharedBox(d, g, detections));
        // Without the ground truth's area the union is at least the detection.
        if (!(reachable / area >= this.#lowest)) continue;
        const truthArea = pairs.truthArea(g);
        const most = Math.min(reachable, truthArea);
        if (!(crowd || most / (area + truthArea - most) >= this.#lowest)) continue;
        const shared = pairs.shared(d, g);
        if (shared === 0) continue;
        const overlap = shared / (crowd ? area : area + truthArea - shared);
        if (!(overlap >= this.#lowest)) continue;
        const refined = crowd || this.#refinement === undefined ? overlap : this.#refinement.refine(overlap, d, g);
        if (refined >= this.#lowest) candidates.push(g, refined);
      }
    }
    candidates.starts[d1 - d0] = candidates.length;
  }

  /** @returns area that the box of a detection and the bounds of a ground truth have in common */
  #sharedBox(d: number, g: number, { x, y, width, height }: DetectionBatch): number {
    const bounds = this.#bounds;
    const across = Math.min(x[d] + width[d], bounds[4 * g + 2]) - Math.max(x[d], bounds[4 * g]);
    const down = Math.min(y[d] + height[d], bounds[4 * g + 3]) - Math.max(y[d], bounds[4 * g + 1]);
    return across > 0 && down > 0 ? across * down : 0;
  }
}
