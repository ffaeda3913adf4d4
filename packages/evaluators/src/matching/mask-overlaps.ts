import type { RunLengthMask } from '@ecm/core';
import { DataError } from '@ecm/core';
import { intersectionArea, maskArea } from '@ecm/geometry';

import type { ChunkColumns } from '../detections/detection-chunk.js';
import { CHUNK_BITS, CHUNK_ROWS } from '../detections/detection-chunk.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import { CompressedDecoder } from '../masks/compressed-decoder.js';
import type { SegmentationColumn } from '../masks/segmentation-column.js';
import type { CandidateList } from './candidate-list.js';
import type { Cell, DetectionBatch, TruthBatch } from './detection-batch.js';
import type { OverlapFinder } from './overlap-finder.js';

/** Refines the IoU of a pair of masks that overlap enough, e.g. by their boundaries; absent: the mask IoU itself. */
export interface PairRefinement {
  begin(): void;
  /** @param d position in the detection batch @param g position in the truth batch @returns the overlap that counts */
  refine(overlap: number, detection: RunLengthMask, d: number, truth: RunLengthMask, g: number): number;
}

/**
 * IoU of masks. Boxes and areas bound it from above, so most pairs are never decoded, and a ground truth is rasterised only
 * when a detection comes close enough to match it.
 *
 * @see cocoapi, common/maskApi.c, rleIou
 */
export class MaskOverlaps implements OverlapFinder {
  readonly #lowest: number;
  readonly #truth: GroundTruthTable;
  readonly #segmentations: SegmentationColumn;
  readonly #chunks: readonly ChunkColumns[];
  readonly #refinement: PairRefinement | undefined;
  /** Bounds `left, top, right, bottom` of each ground truth of the class. */
  #bounds = new Float64Array(0);
  readonly #decoder = new CompressedDecoder();
  #masks: ((RunLengthMask & { readonly area: number }) | undefined)[] = [];

  /** @throws DataError if the ground truth was read without masks */
  constructor(truth: GroundTruthTable, chunks: readonly ChunkColumns[], lowest: number, refinement?: PairRefinement) {
    const { segmentations } = truth.annotations;
    if (segmentations === undefined) {
      throw new DataError(truth.source, '', 'mask evaluation needs segmentations, but the ground truth was read without them.');
    }
    this.#lowest = lowest;
    this.#truth = truth;
    this.#segmentations = segmentations;
    this.#chunks = chunks;
    this.#refinement = refinement;
  }

  begin(truths: TruthBatch): void {
    if (4 * truths.count > this.#bounds.length) this.#bounds = new Float64Array(8 * truths.count);
    const { heights, widths } = this.#truth.images;
    for (let g = 0; g < truths.count; g++) {
      const image = truths.images[g];
      this.#segmentations.bounds(truths.rows[g], heights[image], widths[image], this.#bounds.subarray(4 * g, 4 * g + 4));
    }
    this.#masks = new Array<undefined>(truths.count);
    this.#refinement?.begin();
  }

  find({ d0, d1, g0, g1 }: Cell, detections: DetectionBatch, truths: TruthBatch, candidates: CandidateList): void {
    for (let d = d0; d < d1; d++) {
      candidates.starts[d - d0] = candidates.length;
      let mask: RunLengthMask | undefined;
      for (let g = g0; g < g1; g++) {
        const area = detections.areas[d];
        const crowd = truths.crowd[g] === 1;
        const reachable = Math.min(area, this.#sharedBox(d, g, detections));
        // Without the ground truth's area the union is at least the detection.
        if (!(reachable / area >= this.#lowest)) continue;
        const truth = this.#truthMask(g, truths);
        const most = Math.min(reachable, truth.area);
        if (!(crowd || most / (area + truth.area - most) >= this.#lowest)) continue;
        mask ??= this.#detectionMask(d, detections);
        const shared = intersectionArea(mask.counts, truth.counts);
        if (shared === 0) continue;
        const overlap = shared / (crowd ? area : area + truth.area - shared);
        if (!(overlap >= this.#lowest)) continue;
        const refined = crowd || this.#refinement === undefined ? overlap : this.#refinement.refine(overlap, mask, d, truth, g);
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

  #truthMask(g: number, truths: TruthBatch): RunLengthMask & { readonly area: number } {
    const known = this.#masks[g];
    if (known !== undefined) return known;
    const image = truths.images[g];
    const mask = this.#segmentations.mask(truths.rows[g], this.#truth.images.heights[image], this.#truth.images.widths[image]);
    return (this.#masks[g] = { ...mask, area: maskArea(mask) });
  }

  #detectionMask(d: number, detections: DetectionBatch): RunLengthMask {
    const row = detections.rows[d];
    const i = row & (CHUNK_ROWS - 1);
    const { masks } = this.#chunks[row >> CHUNK_BITS];
    const image = detections.images[d];
    const counts = masks === undefined ? new Uint32Array(0) : this.#decoder.decode(masks.bytes, masks.starts[i], masks.ends[i]);
    return { height: this.#truth.images.heights[image], width: this.#truth.images.widths[image], counts };
  }
}
