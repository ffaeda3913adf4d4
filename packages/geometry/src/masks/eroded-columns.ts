import type { ColumnSpans } from './column-spans.js';
import { SpanLists } from './span-lists.js';

/**
 * Erodes a mask with a square of side k = 2d + 1 and hands out the columns that may have survivors, left to right.
 *
 * The spans of each column lose d rows at both ends; a row then survives in column c if it is left in all columns
 * c − d … c + d. That is the intersection of k lists of spans, found with three intersections a column for any d: columns
 * are taken in blocks of k, and each window is what the end of one block and the beginning of the next have in common.
 *
 * @param range.left, range.right the columns outside `[left, right)` are empty
 * @param visit receives a column and its survivors as list 0, valid until it returns
 * @see van Herk, "A fast algorithm for local minimum and maximum filters on rectangular and octagonal kernels", 1992
 */
export function visitErodedColumns(
  { offsets, starts, ends }: ColumnSpans,
  { left, right, d }: { readonly left: number; readonly right: number; readonly d: number },
  visit: (column: number, survivors: SpanLists) => void,
): void {
  const k = 2 * d + 1;
  if (right - left < k) return;
  const columns = new SpanLists(right - left, starts.length);
  for (let x = left; x < right; x++) columns.pushShortened(starts, ends, offsets[x], offsets[x + 1], d);

  const tails = new SpanLists(k, k);
  const survivors = new SpanLists(1, 8);
  let [head, nextHead] = [new SpanLists(1, 8), new SpanLists(1, 8)];
  const windows = right - left - k + 1;
  for (let block = 0; block < windows; block += k) {
    // tails: list i is the intersection of the last i + 1 columns of the block.
    tails.clear();
    tails.pushCopy(columns, block + k - 1);
    for (let i = 1; i < k; i++) tails.pushIntersection(tails, i - 1, columns, block + k - 1 - i);
    for (let i = 0; i < k && block + i < windows; i++) {
      survivors.clear();
      if (i === 0) survivors.pushCopy(tails, k - 1);
      else {
        nextHead.clear();
        if (i === 1) nextHead.pushCopy(columns, block + k);
        else nextHead.pushIntersection(head, 0, columns, block + k - 1 + i);
        [head, nextHead] = [nextHead, head];
        survivors.pushIntersection(tails, k - 1 - i, head, 0);
      }
      visit(left + block + i + d, survivors);
    }
  }
}
