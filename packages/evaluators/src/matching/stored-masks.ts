import { DataError } from '@ecm/core';

import type { ChunkColumns } from '../detections/detection-chunk.js';
import { CHUNK_BITS, CHUNK_ROWS } from '../detections/detection-chunk.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import type { SegmentationColumn } from '../masks/segmentation-column.js';

const NO_BYTES = new Uint8Array(0);

/** The masks of an evaluation, as they are stored. */
export class StoredMasks {
  readonly segmentations: SegmentationColumn;
  /** Sizes of images in pixels. */
  readonly heights: Int32Array;
  readonly widths: Int32Array;
  readonly #chunks: readonly ChunkColumns[];

  /** @throws DataError if the ground truth was read without masks */
  constructor({ source, images, annotations }: GroundTruthTable, chunks: readonly ChunkColumns[]) {
    if (annotations.segmentations === undefined) {
      throw new DataError(source, '', 'mask evaluation needs segmentations, but the ground truth was read without them.');
    }
    this.segmentations = annotations.segmentations;
    this.heights = images.heights;
    this.widths = images.widths;
    this.#chunks = chunks;
  }

  /** @param row of a detection @returns its compressed run lengths, none if they were not kept */
  compressed(row: number): Uint8Array {
    const i = row & (CHUNK_ROWS - 1);
    const { masks } = this.#chunks[row >> CHUNK_BITS];
    return masks === undefined ? NO_BYTES : masks.bytes.subarray(masks.starts[i], masks.ends[i]);
  }
}
