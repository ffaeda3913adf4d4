import { DataError } from '@ecm/core';

import { ByteRanges } from '../ground-truth/byte-ranges.js';
import { GroundTruthBuilder } from '../ground-truth/ground-truth-builder.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import { SegmentationColumn } from '../masks/segmentation-column.js';
import { SegmentationNumbers } from '../masks/segmentation-numbers.js';
import { GroundTruthParser } from '../reading/ground-truth-parser.js';
import { isGzip, parsePlainOrGzip } from './file-source.js';

/** What to keep of segmentations. */
export interface ReadGroundTruthOptions {
  /**
   * `none`: nothing, enough for boxes; `offsets`: where each lies in the file, to be read on demand; `masks`: all of them,
   * as integers that masks are made from; `numbers`: all coordinates and counts in single precision.
   */
  readonly segmentations?: 'none' | 'offsets' | 'masks' | 'numbers';
}

/**
 * Reads an annotation file of LVIS or COCO of any length into columns: keys and sections in any order, plain or gzip.
 *
 * @throws DataError with the byte offset if the file is damaged, cut off or lacks a field
 */
export async function readGroundTruth(file: string, { segmentations = 'none' }: ReadGroundTruthOptions = {}): Promise<GroundTruthTable> {
  if (segmentations === 'offsets' && isGzip(file)) {
    throw new DataError(
      file,
      '',
      'places in a packed file cannot be read on demand; unpack it, or keep segmentations as numbers or masks.',
    );
  }
  const builder = new GroundTruthBuilder(file, {
    ...(segmentations === 'masks' ? { segmentations: new SegmentationColumn() } : {}),
    ...(segmentations === 'numbers' ? { segmentationNumbers: new SegmentationNumbers() } : {}),
    ...(segmentations === 'offsets' ? { segmentationRanges: new ByteRanges() } : {}),
  });
  await parsePlainOrGzip(file, new GroundTruthParser(builder));
  return builder.finish();
}
