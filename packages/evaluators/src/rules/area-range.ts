/** Objects of this area count, others are ignored; square pixels, both ends included. */
export interface AreaRange {
  /** Ending of figure names: `''` for all, `s`, `m`, `l`. */
  readonly suffix: string;
  readonly low: number;
  readonly high: number;
}

/** All, small, medium and large objects, as COCO and LVIS divide them. */
export const COCO_AREA_RANGES: readonly AreaRange[] = [
  { suffix: '', low: 0, high: 1e10 },
  { suffix: 's', low: 0, high: 1024 },
  { suffix: 'm', low: 1024, high: 9216 },
  { suffix: 'l', low: 9216, high: 1e10 },
];

/**
 * @param openUpperEnd leave the upper end out, as boundary-iou-api's LVIS part does
 * @returns bit r set if the area lies in range r
 */
export function rangeBits(area: number, ranges: readonly AreaRange[], openUpperEnd: boolean): number {
  let bits = 0;
  for (let r = 0; r < ranges.length; r++) {
    const { low, high } = ranges[r];
    if (area >= low && (openUpperEnd ? area < high : area <= high)) bits |= 1 << r;
  }
  return bits;
}
