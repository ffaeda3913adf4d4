import { UserError } from '@ecm/core';

/** Area and bounding box of a compressed mask. */
export interface CompressedMeasure {
  area: number;
  /** `x, y, width, height` in pixels; zeros for an empty mask. */
  readonly box: Int32Array;
}

let counts = new Int32Array(1 << 12);

/**
 * Measures compressed run lengths in one pass, without decoding them into an array of their own.
 *
 * A run that goes over from one column to the next makes the box as high as the image.
 *
 * @param bytes characters of the COCO code, `length` of them
 * @param pixels height · width, what the runs must add up to
 * @throws UserError if the characters are not of the code, or the runs do not fill the image
 * @see cocoapi, common/maskApi.c, rleFrString, rleArea, rleToBbox
 */
export function measureCompressed(bytes: Uint8Array, length: number, height: number, pixels: number, measure: CompressedMeasure): void {
  if (length > counts.length) counts = new Int32Array(2 * length);
  const runs = counts;
  let area = 0;
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  // Place of the next run: column x, row y.
  let x = 0;
  let y = 0;
  let total = 0;
  let m = 0;
  let p = 0;
  while (p < length) {
    let group = bytes[p++] - 48;
    let run: number;
    if (group < 32) run = (group & 16) === 0 ? group : group - 32;
    else {
      run = group & 31;
      let shift = 5;
      do {
        group = bytes[p++] - 48;
        run |= (group & 31) << shift;
        shift += 5;
      } while ((group & 32) !== 0 && p < length && shift < 35);
      if ((group & 32) !== 0 || p > length) throw brokenCode(p);
      if ((group & 16) !== 0 && shift < 32) run |= -1 << shift;
    }
    if (group < 0 || group > 63) throw brokenCode(p);
    if (m > 2) run += runs[m - 2];
    if (run < 0) throw brokenCode(p);
    runs[m] = run;
    total += run;
    const end = y + run;
    if ((m & 1) === 1 && run > 0) {
      area += run;
      if (x < left) left = x;
      const lastColumn = end <= height ? x : x + Math.floor((end - 1) / height);
      if (lastColumn > right) right = lastColumn;
      if (lastColumn > x) {
        top = 0;
        bottom = height - 1;
      } else {
        if (y < top) top = y;
        if (end - 1 > bottom) bottom = end - 1;
      }
    }
    if (end < height) y = end;
    else {
      const columns = Math.floor(end / height);
      x += columns;
      y = end - columns * height;
    }
    m++;
  }
  if (total !== pixels) throw new UserError(`the runs of this mask add up to ${total} pixels, but the image has ${pixels}.`);
  measure.area = area;
  measure.box.fill(0);
  if (right < 0) return;
  measure.box[0] = left;
  measure.box[1] = top;
  measure.box[2] = right - left + 1;
  measure.box[3] = bottom - top + 1;
}

function brokenCode(position: number): UserError {
  return new UserError(`the run lengths break off or are damaged at character ${position}. Is this a compressed COCO mask?`);
}
