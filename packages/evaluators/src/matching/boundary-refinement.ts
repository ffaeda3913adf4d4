import type { RunLengthMask } from '@ecm/core';
import { boundaryOf, maskArea, intersectionArea } from '@ecm/geometry';

import type { DecodedMaskPairs } from './decoded-mask-pairs.js';
import type { PairRefinement } from './mask-overlaps.js';

/** Boundary of a mask and its number of pixels. */
interface Boundary {
  readonly counts: Uint32Array;
  readonly area: number;
}

/**
 * Boundary IoU as it is evaluated: the smaller of the IoU of two masks and the IoU of their boundaries.
 *
 * @see Cheng et al., "Boundary IoU", CVPR 2021; lvis-dataset/lvis-api, branch lvis_challenge_2021
 */
export class BoundaryRefinement implements PairRefinement {
  readonly #masks: DecodedMaskPairs;
  readonly #ratio: number;
  readonly #truths = new Map<number, Boundary>();
  readonly #detections = new Map<number, Boundary>();

  /** @param dilationRatio width of boundaries in parts of the image diagonal */
  constructor(masks: DecodedMaskPairs, dilationRatio: number) {
    this.#masks = masks;
    this.#ratio = dilationRatio;
  }

  begin(): void {
    this.#truths.clear();
    this.#detections.clear();
  }

  refine(overlap: number, d: number, g: number): number {
    const a = this.#boundary(this.#detections, d, (position) => this.#masks.detectionMask(position));
    const b = this.#boundary(this.#truths, g, (position) => this.#masks.truthMask(position));
    const shared = intersectionArea(a.counts, b.counts);
    return shared === 0 ? 0 : Math.min(overlap, shared / (a.area + b.area - shared));
  }

  #boundary(known: Map<number, Boundary>, position: number, maskAt: (position: number) => RunLengthMask): Boundary {
    const found = known.get(position);
    if (found !== undefined) return found;
    const boundary = boundaryOf(maskAt(position), this.#ratio);
    const measured = { counts: boundary.counts, area: maskArea(boundary) };
    known.set(position, measured);
    return measured;
  }
}
