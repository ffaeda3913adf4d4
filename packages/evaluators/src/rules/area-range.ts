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

/** Tells in which ranges an area lies. */
export class RangeTest {
  readonly #lows: Float64Array;
  readonly #highs: Float64Array;
  readonly #openUpperEnd: boolean;

  /** @param openUpperEnd leave the upper end out, as boundary-iou-api's LVIS part does */
  constructor(ranges: readonly AreaRange[], openUpperEnd: boolean) {
    this.#lows = Float64Array.from(ranges, ({ low }) => low);
    this.#highs = Float64Array.from(ranges, ({ high }) => high);
    this.#openUpperEnd = openUpperEnd;
  }

  /** @returns bit r set if the area lies in range r */
  bits(area: number): number {
    let bits = 0;
    for (let r = 0; r < this.#lows.length; r++) {
      if (area < this.#lows[r] || area > this.#highs[r] || (this.#openUpperEnd && area === this.#highs[r])) continue;
      bits |= 1 << r;
    }
    return bits;
  }
}
