import type { SegmentationColumn } from '../masks/segmentation-column.js';
import type { SegmentationNumbers } from '../masks/segmentation-numbers.js';
import type { ByteRanges } from './byte-ranges.js';
import type { IdIndex } from './id-index.js';
import type { IndexLists } from './index-lists.js';
import type { WideIds } from './wide-ids.js';

/** Images in ascending order of id. */
export interface ImageTable {
  readonly index: IdIndex;
  /** Ids that doubles cannot tell apart; `index` holds what stands for them. */
  readonly wideIds: WideIds;
  readonly heights: Int32Array;
  readonly widths: Int32Array;
  /** Category indices that are verified to be absent from each image. */
  readonly negative: IndexLists;
  /** Category indices that are present but not annotated exhaustively. */
  readonly notExhaustive: IndexLists;
}

/** @returns id of an image, rounded to a double if it is beyond 2^53 */
export function idOfImage({ index, wideIds }: ImageTable, image: number): number {
  return Number(wideIds.idOf(index.ids[image]));
}

/** Categories in ascending order of id. */
export interface CategoryTable {
  readonly index: IdIndex;
  readonly names: readonly string[];
  /** `r`, `c`, `f`, or undefined where the file does not say. */
  readonly frequencies: readonly (string | undefined)[];
}

/** Annotated objects in file order, one row each. */
export interface AnnotationTable {
  readonly count: number;
  /** Rounded to doubles. */
  readonly ids: Float64Array;
  /** Image of each row as a position in the image table. */
  readonly images: Int32Array;
  /** Category of each row as a position in the category table, −1 if the file does not list it. */
  readonly categories: Int32Array;
  /** The field `area`, never recomputed; square pixels. */
  readonly areas: Float64Array;
  /** `x, y, width, height` in pixels, float64 [count · 4]. */
  readonly boxes: Float64Array;
  /** Bits `IGNORE_FLAG` and `CROWD_FLAG`. */
  readonly flags: Uint8Array;
  /** Masks, where they were asked for. */
  readonly segmentations?: SegmentationColumn;
  /** All numbers of the segmentations, where they were asked for. */
  readonly segmentationNumbers?: SegmentationNumbers;
  /** Where in the file the field `segmentation` of each row lies, where that was asked for. */
  readonly segmentationRanges?: ByteRanges;
}

/** The field `ignore` of an annotation is truthy. */
export const IGNORE_FLAG = 1;
/** The field `iscrowd` of an annotation is truthy. */
export const CROWD_FLAG = 2;

/** Ground truth of an evaluation in columns: about 60 bytes an object without masks. */
export interface GroundTruthTable {
  /** File or data set, for messages. */
  readonly source: string;
  readonly images: ImageTable;
  readonly categories: CategoryTable;
  readonly annotations: AnnotationTable;
}
