import type { RunLengthMask } from '@ecm/core';
import { intersectionArea, maskArea } from '@ecm/geometry';

import { CompressedDecoder } from '../masks/compressed-decoder.js';
import type { Cell } from './detection-batch.js';
import { DetectionBatch, TruthBatch } from './detection-batch.js';
import type { MaskPairs } from './mask-pairs.js';
import type { StoredMasks } from './stored-masks.js';

/** Makes the masks of a cell when they are first asked for: a ground truth once, a detection until another one comes. */
export class DecodedMaskPairs implements MaskPairs {
  readonly #stored: StoredMasks;
  readonly #decoder = new CompressedDecoder();
  #first = 0;
  #detections = new DetectionBatch();
  #truths = new TruthBatch();
  #masks: ((RunLengthMask & { readonly area: number }) | undefined)[] = [];
  #decoded: { readonly d: number; readonly mask: RunLengthMask } | undefined;

  constructor(stored: StoredMasks) {
    this.#stored = stored;
  }

  begin({ g0, g1 }: Cell, detections: DetectionBatch, truths: TruthBatch): void {
    this.#first = g0;
    this.#detections = detections;
    this.#truths = truths;
    this.#masks = new Array<undefined>(g1 - g0);
    this.#decoded = undefined;
  }

  truthArea(g: number): number {
    return this.truthMask(g).area;
  }

  shared(d: number, g: number): number {
    return intersectionArea(this.detectionMask(d).counts, this.truthMask(g).counts);
  }

  /** @returns a mask that stays */
  truthMask(g: number): RunLengthMask & { readonly area: number } {
    const known = this.#masks[g - this.#first];
    if (known !== undefined) return known;
    const { segmentations, heights, widths } = this.#stored;
    const { rows, images } = this.#truths;
    const mask = segmentations.mask(rows[g], heights[images[g]], widths[images[g]]);
    return (this.#masks[g - this.#first] = { ...mask, area: maskArea(mask) });
  }

  /** @returns a mask that is valid until another one is asked for */
  detectionMask(d: number): RunLengthMask {
    if (this.#decoded?.d === d) return this.#decoded.mask;
    const { heights, widths } = this.#stored;
    const { rows, images } = this.#detections;
    const counts = this.#decoder.decode(this.#stored.compressed(rows[d]));
    const mask = { height: heights[images[d]], width: widths[images[d]], counts };
    this.#decoded = { d, mask };
    return mask;
  }
}
