import { DataError, UserError } from '@ecm/core';

import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import { idOfImage } from '../ground-truth/ground-truth-table.js';
import { measureCompressed } from '../masks/measure-compressed.js';
import type { Federation } from '../matching/federation.js';
import type { DetectionRows } from './detection-rows.js';
import type { DetectionStore } from './detection-store.js';

/** Puts detections into a store: finds image and class, and keeps of masks what an evaluation may need. */
export class DetectionSink {
  readonly truth: GroundTruthTable;
  readonly federation: Federation;
  readonly store: DetectionStore;
  readonly #measure = { area: 0, box: new Int32Array(4) };

  constructor(truth: GroundTruthTable, federation: Federation, store: DetectionStore) {
    this.truth = truth;
    this.federation = federation;
    this.store = store;
  }

  /** @returns position of an image, −1 if the ground truth does not have it */
  findImage(id: number | bigint): number {
    const { index, wideIds } = this.truth.images;
    return index.indexOf(typeof id === 'number' ? id : wideIds.find(id));
  }

  /** @throws DataError if the ground truth does not have the image */
  imageIndex(id: number, where: string): number {
    const index = this.findImage(id);
    if (index < 0) throw new DataError('detections', where, this.unknownImage(id));
    return index;
  }

  /** @returns what to tell about an image that the ground truth does not have */
  unknownImage(id: number | bigint): string {
    return `image ${id} is not in the ground truth ${this.truth.source}. Do the results belong to another split?`;
  }

  /** @returns position of a category, −1 if the ground truth does not have it */
  categoryIndex(id: number): number {
    return this.truth.categories.index.indexOf(id);
  }

  /** Counts a detection; every one is counted, wanted or not. */
  count(image: number, category: number, hasBox: boolean): void {
    this.store.count(image, category, hasBox);
  }

  /** Whether the numbers of a detection are wanted. */
  wants(image: number, category: number): boolean {
    return this.store.options.lean !== true || (category >= 0 && this.federation.judges(image, category));
  }

  /** Whether the mask of a detection is wanted: in mask evaluations, and where it has to stand in for a missing box. */
  wantsMask(hasBox: boolean): boolean {
    return this.store.options.masks || !hasBox;
  }

  /** Appends a detection; without a box the four numbers are NaN. */
  push(image: number, category: number, score: number, x: number, y: number, width: number, height: number): void {
    this.store.push(image, category, score, x, y, width, height);
  }

  /** Appends detections that a scanner has read, measured and judged. */
  pushRows(rows: DetectionRows): void {
    this.store.pushRows(rows);
  }

  /**
   * Sets the mask of the last detection from the first `length` bytes of its compressed run lengths.
   *
   * @throws UserError if they are no mask, or not one of the image
   */
  pushMask(image: number, category: number, height: number, width: number, bytes: Uint8Array, length: number): void {
    const { heights, widths } = this.truth.images;
    if (height !== heights[image] || width !== widths[image]) {
      throw new UserError(
        `the mask has size [${height}, ${width}], but image ${idOfImage(this.truth.images, image)} has [${heights[image]}, ${widths[image]}]. ` +
          'Masks must be given at the size of the original image.',
      );
    }
    measureCompressed(bytes, length, height, height * width, this.#measure);
    const compared = category >= 0 && this.federation.isPositive(image, category);
    this.store.setMask(this.#measure.area, this.#measure.box, bytes, compared ? length : 0);
  }
}
