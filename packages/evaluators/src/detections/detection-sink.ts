import { DataError } from '@ecm/core';
import { maskArea, maskBox, runLengthsFromBytes } from '@ecm/geometry';

import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import type { Federation } from '../matching/federation.js';
import type { DetectionStore } from './detection-store.js';

const NOTHING = new Uint8Array(0);

/** Puts detections into a store: finds image and class, and keeps of masks what an evaluation may need. */
export class DetectionSink {
  readonly #truth: GroundTruthTable;
  readonly #federation: Federation;
  readonly #store: DetectionStore;

  constructor(truth: GroundTruthTable, federation: Federation, store: DetectionStore) {
    this.#truth = truth;
    this.#federation = federation;
    this.#store = store;
  }

  /** @throws DataError if the ground truth does not have the image */
  imageIndex(id: number, source: string, where: string): number {
    const index = this.#truth.images.index.indexOf(id);
    if (index >= 0) return index;
    throw new DataError(
      source,
      where,
      `image ${id} is not in the ground truth ${this.#truth.source}. Do the results belong to another split?`,
    );
  }

  categoryIndex(id: number): number {
    return this.#truth.categories.index.indexOf(id);
  }

  /**
   * Counts a detection and says whether its numbers are wanted.
   *
   * @param category position in the category table, −1 for a class that the ground truth does not know
   */
  accepts(image: number, category: number, hasBox: boolean): boolean {
    this.#store.count(image, category, hasBox);
    return this.#store.options.lean !== true || (category >= 0 && this.#federation.judges(image, category));
  }

  /** Appends an accepted detection; without a box `x` is NaN. */
  push(image: number, category: number, score: number, x: number, y: number, width: number, height: number): void {
    this.#store.push(image, category, score, x, y, width, height);
  }

  /**
   * Sets the mask of the last detection from its compressed run lengths `[start, end)`.
   *
   * @throws ShapeError, UserError if the bytes are no mask
   */
  pushMask(image: number, category: number, bytes: Uint8Array, start: number, end: number): void {
    const { heights, widths } = this.#truth.images;
    const counts = runLengthsFromBytes(bytes, start, end);
    const mask = { height: heights[image], width: widths[image], counts };
    const compared = category >= 0 && this.#federation.isPositive(image, category);
    this.#store.setMask(maskArea(mask), maskBox(mask), compared ? bytes.subarray(start, end) : NOTHING);
  }

  /** @throws DataError if a mask's size is not that of its image */
  checkSize(image: number, height: number, width: number, source: string, where: string): void {
    const { heights, widths, index } = this.#truth.images;
    if (height === heights[image] && width === widths[image]) return;
    throw new DataError(
      source,
      where,
      `the mask has size [${height}, ${width}], but image ${index.ids[image]} has [${heights[image]}, ${widths[image]}]. ` +
        'Masks must be given at the size of the original image.',
    );
  }
}
