import type { RunLengthMask } from '@ecm/core';

/** Runs of ones cut at column borders; the spans of column x are those from `offsets[x]` to `offsets[x + 1]`. */
export interface ColumnSpans {
  /** int32 [width + 1] */
  readonly offsets: Int32Array;
  /** First row of each span; int32 */
  readonly starts: Int32Array;
  /** Row after the last of each span; int32 */
  readonly ends: Int32Array;
}

/** Cuts the runs of a mask into spans of rows, column by column, top to bottom. */
export function columnSpans({ height, width, counts }: RunLengthMask): ColumnSpans {
  // A run gives one span and one more for each column border inside it.
  const starts = new Int32Array((counts.length >> 1) + width);
  const ends = new Int32Array(starts.length);
  const offsets = new Int32Array(width + 1);
  let length = 0;
  let column = 0;
  let position = 0;
  for (let i = 1; i < counts.length; i += 2) {
    position += counts[i - 1];
    const end = position + counts[i];
    while (position < end) {
      const x = Math.floor(position / height);
      while (column < x) offsets[++column] = length;
      const next = Math.min(end, (x + 1) * height);
      starts[length] = position - x * height;
      ends[length++] = next - x * height;
      position = next;
    }
  }
  while (column < width) offsets[++column] = length;
  return { offsets, starts: starts.subarray(0, length), ends: ends.subarray(0, length) };
}
