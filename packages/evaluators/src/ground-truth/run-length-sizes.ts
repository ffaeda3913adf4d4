import { DataError } from '@ecm/core';

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

/** Sizes of segmentations of run lengths, checked when the images are known. */
export class RunLengthSizes {
  readonly #rows: number[] = [];
  readonly #sizes: RunLengthSize[] = [];

  /** @param row of the annotation table */
  add(row: number, size: RunLengthSize): void {
    this.#rows.push(row);
    this.#sizes.push(size);
  }

  /** @throws DataError if a mask is not one of its image */
  check(
    source: string,
    { heights, widths }: Pick<ImageTable, 'heights' | 'widths'>,
    { ids, images }: Pick<AnnotationTable, 'ids' | 'images'>,
  ): void {
    this.#sizes.forEach(({ pixels, size }, i) => {
      const row = this.#rows[i];
      const image = images[row];
      if (image < 0) return;
      const [height, width] = [heights[image], widths[image]];
      const where = `annotation ${ids[row]}`;
      if (size !== undefined && (size[0] !== height || size[1] !== width)) {
        throw new DataError(source, where, `its mask has size [${size.join(', ')}], but the image has [${height}, ${width}].`);
      }
      if (pixels !== height * width) {
        throw new DataError(source, where, `the runs of its mask add up to ${pixels} pixels, but the image has ${height * width}.`);
      }
    });
  }
}
