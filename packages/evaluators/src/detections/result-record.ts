import type { CocoRunLengths } from '@ecm/geometry';

/** One detection as result files of COCO and LVIS hold it. */
export interface ResultRecord {
  readonly image_id: number;
  readonly category_id: number;
  readonly score: number;
  /** `x, y, width, height` in pixels. */
  readonly bbox?: readonly number[];
  readonly segmentation?: CocoRunLengths;
}
