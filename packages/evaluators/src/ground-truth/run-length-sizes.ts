import { DataError } from '@ecm/core';

import { grown, nextCapacity } from './grown.js';
import type { AnnotationTable, ImageTable } from './ground-truth-table.js';

/** What a segmentation of run lengths says about its size. */
export interface RunLengthSize {
  /** Pixels of all runs, NaN if one of them is no length. */
  readonly pixels: number;
  /** `[height, width]`; undefined if it does not say. */
  readonly size?: readonly number[] | undefined;
}

/** Number of pixels of run lengths. @returns NaN if they are not all whole numbers from 0 on */
export function pixelsOf(counts: ArrayLike<number>, length: number = counts.length): number {
  let pixels = 0;
  for (let i = 0; i < length; i++) pixels += Number.isInteger(counts[i]) && counts[i] >= 0 ? counts[i] : NaN;
  return pixels;
}

const [ROW, PIXELS, HEIGHT, WIDTH, COLUMNS] = [0, 1, 2, 3, 4];
/** In place of a height that is not given. */
const ABSENT = -1;

/** Sizes of segmentations of run lengths, checked when the images are known. */
export class RunLengthSizes {
  #values: Float64Array = new Float64Array(0);
  #count = 0;

  /** @param row of the annotation table */
  add(row: number, { pixels, size }: RunLengthSize): void {
    const end = COLUMNS * this.#count++;
    if (end + COLUMNS > this.#values.length) this.#values = grown(this.#values, nextCapacity(end + COLUMNS));
    const [height, width] = size === undefined ? [ABSENT, ABSENT] : size.length === 2 ? size : [NaN, NaN];
    this.#values.set([row, pixels, height, width], end);
  }

  /** @throws DataError if a mask is not one of its image */
  check(
    source: string,
    { heights, widths }: Pick<ImageTable, 'heights' | 'widths'>,
    { ids, images }: Pick<AnnotationTable, 'ids' | 'images'>,
  ): void {
    for (let at = 0; at < COLUMNS * this.#count; at += COLUMNS) {
      const row = this.#values[at + ROW];
      const image = images[row];
      if (image < 0) continue;
      const pixels = this.#values[at + PIXELS];
      const [ownHeight, ownWidth] = [this.#values[at + HEIGHT], this.#values[at + WIDTH]];
      const [height, width] = [heights[image], widths[image]];
      if (ownHeight !== ABSENT && (ownHeight !== height || ownWidth !== width)) {
        throw new DataError(
          source,
          `annotation ${ids[row]}`,
          `its mask has size [${ownHeight}, ${ownWidth}], but the image has [${height}, ${width}].`,
        );
      }
      if (pixels !== height * width) {
        throw new DataError(
          source,
          `annotation ${ids[row]}`,
          `the runs of its mask add up to ${pixels} pixels, but the image has ${height * width}.`,
        );
      }
    }
  }
}
