import { closeSync, openSync, readSync } from 'node:fs';

import { DataError } from '@ecm/core';
import type { CocoSegmentation } from '@ecm/geometry';

import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';

/** Reads segmentations on demand from the file that a ground truth was read from with `segmentations: 'offsets'`. */
export class SegmentationFile {
  readonly #truth: GroundTruthTable;
  readonly #descriptor: number;

  /** @throws DataError if the places of segmentations are not known */
  constructor(truth: GroundTruthTable) {
    if (truth.annotations.segmentationRanges === undefined) {
      throw new DataError(truth.source, '', "the places of its segmentations are not known; read it with segmentations: 'offsets'.");
    }
    this.#truth = truth;
    this.#descriptor = openSync(truth.source, 'r');
  }

  /** @param row of the annotation table @returns its segmentation; undefined if it has none */
  read(row: number): CocoSegmentation | undefined {
    const ranges = this.#truth.annotations.segmentationRanges;
    const length = ranges?.length(row) ?? 0;
    if (ranges === undefined || length === 0) return undefined;
    const bytes = Buffer.alloc(length);
    readSync(this.#descriptor, bytes, 0, length, ranges.start(row));
    try {
      return JSON.parse(bytes.toString('utf8')) as CocoSegmentation;
    } catch {
      throw new DataError(
        this.#truth.source,
        `byte ${ranges.start(row)}`,
        'the segmentation is not there any more. Has the file changed since it was read?',
      );
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
