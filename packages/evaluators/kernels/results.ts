import { findId } from './lookup';
import { numberEnd, readId, readNumber } from './number';
import { beginRows, endRow, goOnAt, NO_ROOM, ROW, rowCount, UNREADABLE, valuesUsed } from './output';
import { follows, ID, NUMBER, RUNS, SKIPPED_NUMBER, SKIPPED_TEXT, STEP } from './record';
import { measureRuns, writtenRuns } from './runs';
import { parts, rowLimit, rows, stepCount, steps, tail, tailLength, values, valuesEnd } from './settings';
import { findQuote, skipNumber, skipPlainText, skipSpace } from './spans';

const COMMA: u32 = 44;
const BACKSLASH: u32 = 92;

// Slots that the scan itself reads or writes, in bytes.
const IMAGE: usize = 0;
const CATEGORY: usize = 8;
const MASK_HEIGHT: usize = 7 * 8;
const MASK_WIDTH: usize = 8 * 8;
const MEASURE: usize = 9 * 8;
const BYTES_END: usize = 14 * 8;

/** Tables of image and category ids, see lookup.ts. */
export let imageTable: usize = 0;
export let categoryTable: usize = 0;
/** Detections by image and by category, int32; every one is counted. */
export let imageCounts: usize = 0;
export let categoryCounts: usize = 0;
/** Number of steps after which image and class are known. */
export let decision: i32 = 0;
/** 1: detections that are not judged give no row. */
export let lean: i32 = 0;
/** Bits by image and category, `words` int32 an image: what is judged (0: everything), and where ground truth is. */
export let judged: usize = 0;
export let positive: usize = 0;
export let words: i32 = 0;
/** 1: masks are measured, and kept where there is ground truth. */
export let withMasks: i32 = 0;
/** Sizes of images, int32. */
export let heights: usize = 0;
export let widths: usize = 0;

let lastId: i64 = -1;
let lastImage: i32 = -1;

/**
 * Reads results from `start` on, as long as each is like the template and a comma follows it.
 *
 * @param last no record begins at or after it @param end of the window's content
 * @returns position behind the last record that was read, `start` if there is none
 */
export function scanResults(start: usize, last: usize, end: usize): usize {
  beginRows(values, parts);
  let p = start;
  let done = start;
  while (p < last) {
    const after = rowCount == rowLimit ? NO_ROOM : readResult(p, end);
    if (after == NO_ROOM && rowCount > 0) goOnAt(p);
    if (after <= NO_ROOM) break;
    done = after;
    if (<u32>load<u8>(after) != COMMA) break;
    p = skipSpace(after + 1);
  }
  return done;
}

function readResult(start: usize, end: usize): usize {
  const row = rows + <usize>rowCount * ROW;
  let p = start;
  let image = -1;
  let category = -1;
  let wanted = true;
  let runs: usize = 0;
  let step = steps;
  for (let s = 0; s < stepCount; s++, step += STEP) {
    const length = load<i32>(step, 4);
    if (!follows(p, load<u32>(step), length)) return UNREADABLE;
    p += <usize>length;
    const kind = load<i32>(step, 8);
    if (kind == NUMBER && wanted) {
      const value = readNumber(p);
      if (isNaN(value)) return UNREADABLE;
      store<f64>(row + load<u32>(step, 12), value);
      p = numberEnd;
    } else if (kind == NUMBER || kind == SKIPPED_NUMBER) {
      const behind = skipNumber(p);
      if (behind == p) return UNREADABLE;
      p = behind;
    } else if (kind == ID) {
      const id = readId(p);
      if (id < 0) return UNREADABLE;
      p = numberEnd;
      if (<usize>load<u32>(step, 12) == CATEGORY) category = findId(categoryTable, id);
      else {
        if (id != lastId) {
          lastId = id;
          lastImage = findId(imageTable, id);
        }
        image = lastImage;
      }
      if (s + 1 == decision) {
        if (image < 0) return UNREADABLE;
        wanted = lean == 0 || (category >= 0 && (judged == 0 || isSet(judged, image, category)));
      }
    } else if (kind == RUNS) {
      runs = p;
      p = findQuote(p, end);
      if (p >= end || <u32>load<u8>(p - 1) == BACKSLASH) return UNREADABLE;
      store<u32>(row + MEASURE, p);
    } else {
      p = skipPlainText(p, end);
      if (p >= end) return UNREADABLE;
    }
  }
  if (!follows(p, tail, tailLength)) return UNREADABLE;
  p += <usize>tailLength;
  if (p > end) return UNREADABLE;
  if (wanted) {
    const outcome = addRow(row, image, category, runs);
    if (outcome <= NO_ROOM) return outcome;
  }
  count(imageCounts, image);
  if (category >= 0) count(categoryCounts, category);
  return p;
}

/** @returns UNREADABLE, NO_ROOM, or anything larger */
function addRow(row: usize, image: i32, category: i32, runs: usize): usize {
  let used = valuesUsed;
  store<f64>(row + IMAGE, image);
  store<f64>(row + CATEGORY, category);
  if (runs != 0 && withMasks == 1) {
    const close = <usize>load<u32>(row + MEASURE);
    const height = load<i32>(heights + ((<usize>image) << 2));
    const width = load<i32>(widths + ((<usize>image) << 2));
    if (load<f64>(row + MASK_HEIGHT) != <f64>height || load<f64>(row + MASK_WIDTH) != <f64>width) return UNREADABLE;
    const isKept = category >= 0 && isSet(positive, image, category);
    if (isKept && used + (close - runs) > valuesEnd) return NO_ROOM;
    if (!measureRuns(runs, close, height, width, isKept ? used : 0, row + MEASURE)) return UNREADABLE;
    if (isKept) used = writtenRuns;
    store<f64>(row + BYTES_END, <f64>(used - values));
  }
  endRow(used, parts);
  return row;
}

@inline
function isSet(bits: usize, image: i32, category: i32): bool {
  return ((load<u32>(bits + ((<usize>(image * words + (category >> 5))) << 2)) >> (category & 31)) & 1) != 0;
}

@inline
function count(counts: usize, index: i32): void {
  const at = counts + ((<usize>index) << 2);
  store<i32>(at, load<i32>(at) + 1);
}
