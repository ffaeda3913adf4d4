import { numberEnd, readNumber } from './number';
import { NO_ROOM, UNREADABLE } from './output';
import { skipSpace } from './spans';

const OPEN: u32 = 91;
const CLOSE: u32 = 93;
const COMMA: u32 = 44;
/** Upsampled coordinates beyond are clamped, as in upsampled-coordinate.ts. */
const LARGEST: f64 = 1073741824;

/** What polygons are kept as. */
export const PLACES: i32 = 0;
/** Each as its length and its upsampled coordinates, int32. */
export const GRID: i32 = 1;
/** Coordinates in single precision, the lengths elsewhere. */
export const SINGLES: i32 = 2;

/** Ends of what was written. */
export let writtenValues: usize = 0;
export let writtenParts: usize = 0;

/**
 * Reads a list of polygons.
 *
 * @returns position behind it, UNREADABLE or NO_ROOM
 */
export function readPolygons(p: usize, kind: i32, values: usize, valuesEnd: usize, parts: usize, partsEnd: usize): usize {
  if (<u32>load<u8>(p) != OPEN) return UNREADABLE;
  p = skipSpace(p + 1);
  let byte: u32 = load<u8>(p);
  let isFirst = true;
  if (byte == CLOSE) p++;
  while (byte != CLOSE) {
    if (byte != OPEN) return UNREADABLE;
    if (values + 4 > valuesEnd || parts + 4 > partsEnd) return NO_ROOM;
    const head = values;
    if (kind == GRID) values += 4;
    const first = values;
    do {
      p = skipSpace(p + 1);
      const value = readNumber(p);
      if (isNaN(value)) return UNREADABLE;
      if (values + 4 > valuesEnd) return NO_ROOM;
      if (kind == GRID) store<i32>(values, <i32>min(LARGEST, max(-LARGEST, 5 * value + 0.5)));
      else store<f32>(values, <f32>value);
      values += 4;
      p = skipSpace(numberEnd);
      byte = load<u8>(p);
    } while (byte == COMMA);
    if (byte != CLOSE) return UNREADABLE;
    const length = <i32>((values - first) >> 2);
    // Four numbers are a box, which the host makes a polygon of.
    if (isFirst && kind == GRID && length == 4) return UNREADABLE;
    isFirst = false;
    if (kind == GRID) store<i32>(head, length);
    else {
      store<i32>(parts, length);
      parts += 4;
    }
    p = skipSpace(p + 1);
    byte = load<u8>(p);
    p++;
    if (byte == COMMA) {
      p = skipSpace(p);
      byte = load<u8>(p);
      if (byte == CLOSE) return UNREADABLE;
    } else if (byte != CLOSE) return UNREADABLE;
  }
  writtenValues = values;
  writtenParts = parts;
  return p;
}
