import { numberEnd, readId, readNumber } from './number';
import { beginRows, endRow, goOnAt, NO_ROOM, partsUsed, ROW, rowCount, UNREADABLE, valuesUsed } from './output';
import { PLACES, readPolygons, writtenParts, writtenValues } from './polygons';
import { follows, ID, IDS, NUMBER, POLYGONS, SKIPPED_NUMBER, STEP } from './record';
import { parts, partsEnd, rowLimit, rows, stepCount, steps, tail, tailLength, values, valuesEnd } from './settings';
import { skipNumber, skipPlainText, skipPolygons, skipSpace } from './spans';

const COMMA: u32 = 44;
const OPEN: u32 = 91;
const CLOSE: u32 = 93;

// Slots that the scan itself writes, in bytes.
const PLACE_START: usize = 10 * 8;
const PLACE_END: usize = 11 * 8;
const VALUES_END: usize = 12 * 8;
const PARTS_END: usize = 13 * 8;

/** What polygons are kept as, see polygons.ts. */
export let polygonKind: i32 = PLACES;

/**
 * Reads records of ground truth from `start` on, as long as each is like the template and a comma follows it.
 *
 * @param end of the window's content
 * @returns position behind the last record that was read, `start` if there is none
 */
export function scanRows(start: usize, end: usize): usize {
  beginRows(values, parts);
  let p = start;
  let done = start;
  while (p < end) {
    const after = rowCount == rowLimit ? NO_ROOM : readRow(p, end);
    if (after == NO_ROOM && rowCount > 0) goOnAt(p);
    if (after <= NO_ROOM) break;
    done = after;
    if (<u32>load<u8>(after) != COMMA) break;
    p = skipSpace(after + 1);
  }
  return done;
}

function readRow(start: usize, end: usize): usize {
  const row = rows + <usize>rowCount * ROW;
  let valuesAt = valuesUsed;
  let partsAt = partsUsed;
  let p = start;
  let step = steps;
  for (let s = 0; s < stepCount; s++, step += STEP) {
    const length = load<i32>(step, 4);
    if (!follows(p, load<u32>(step), length)) return UNREADABLE;
    p += <usize>length;
    const kind = load<i32>(step, 8);
    const slot = row + load<u32>(step, 12);
    if (kind == NUMBER) {
      const value = readNumber(p);
      if (isNaN(value)) return UNREADABLE;
      store<f64>(slot, value);
      p = numberEnd;
    } else if (kind == ID) {
      const id = readId(p);
      if (id < 0) return UNREADABLE;
      store<f64>(slot, <f64>id);
      p = numberEnd;
    } else if (kind == POLYGONS) {
      store<f64>(row + PLACE_START, <f64>p);
      if (polygonKind == PLACES) {
        p = skipPolygons(p, end);
      } else {
        p = readPolygons(p, polygonKind, valuesAt, valuesEnd, partsAt, partsEnd);
        if (p <= NO_ROOM) return p;
        valuesAt = writtenValues;
        partsAt = writtenParts;
      }
      if (p >= end) return UNREADABLE;
      store<f64>(row + PLACE_END, <f64>p);
    } else if (kind == IDS) {
      p = readIds(p, slot, valuesAt);
      if (p <= NO_ROOM) return p;
      valuesAt = writtenIds;
    } else if (kind == SKIPPED_NUMBER) {
      const behind = skipNumber(p);
      if (behind == p) return UNREADABLE;
      p = behind;
    } else {
      p = skipPlainText(p, end);
      if (p >= end) return UNREADABLE;
    }
  }
  if (!follows(p, tail, tailLength)) return UNREADABLE;
  p += <usize>tailLength;
  if (p > end) return UNREADABLE;
  store<f64>(row + VALUES_END, <f64>(valuesAt - values));
  store<f64>(row + PARTS_END, <f64>(partsAt - parts));
  endRow(valuesAt, partsAt);
  return p;
}

let writtenIds: usize = 0;

/** Reads a list of ids as doubles; their range in bytes goes to the slot and the next one. */
function readIds(p: usize, slot: usize, target: usize): usize {
  if (<u32>load<u8>(p) != OPEN) return UNREADABLE;
  store<f64>(slot, <f64>(target - values));
  p = skipSpace(p + 1);
  if (<u32>load<u8>(p) != CLOSE) {
    while (true) {
      const id = readId(p);
      if (id < 0) return UNREADABLE;
      if (target + 8 > valuesEnd) return NO_ROOM;
      store<f64>(target, <f64>id);
      target += 8;
      p = skipSpace(numberEnd);
      const byte: u32 = load<u8>(p);
      if (byte == CLOSE) break;
      if (byte != COMMA) return UNREADABLE;
      p = skipSpace(p + 1);
    }
  }
  store<f64>(slot, <f64>(target - values), 8);
  writtenIds = target;
  return p + 1;
}
