const BACKSLASH: u32 = 92;
const FIRST_CHARACTER: u32 = 48;
/** A value of 32 bits takes at most seven groups of five. */
const MOST_SHIFT: i32 = 35;

/** End of the bytes that were written. */
export let writtenRuns: usize = 0;

/**
 * Measures compressed run lengths that stand in JSON from `p` to `close`, in one pass, and writes them without JSON's escapes to
 * `target`, unless that is 0.
 *
 * @param measure receives area, x, y, width, height as doubles
 * @returns false if they are damaged or do not fill the image
 * @see src/masks/measure-compressed.ts, which does the same for the host
 */
export function measureRuns(p: usize, close: usize, height: i32, width: i32, target: usize, measure: usize): bool {
  let area = 0;
  let left = i32.MAX_VALUE;
  let top = i32.MAX_VALUE;
  let right = -1;
  let bottom = -1;
  let x = 0;
  let y = 0;
  let total: i64 = 0;
  let count = 0;
  let last = 0;
  let lastButOne = 0;
  while (p < close) {
    let run = 0;
    let group: u32 = <u32>load<u8>(p) - FIRST_CHARACTER;
    if (group < 32) {
      // Most values take one group: five bits with a sign.
      if (target != 0) store<u8>(target++, load<u8>(p));
      p++;
      run = (<i32>(group << 27)) >> 27;
    } else {
      let shift = 0;
      do {
        if (p >= close || shift >= MOST_SHIFT) return false;
        const byte: u32 = load<u8>(p++);
        if (byte == BACKSLASH && <u32>load<u8>(p++) != BACKSLASH) return false;
        if (target != 0) store<u8>(target++, byte);
        group = byte - FIRST_CHARACTER;
        if (group > 63) return false;
        run |= (group & 31) << shift;
        shift += 5;
      } while ((group & 32) != 0);
      if ((group & 16) != 0 && shift < 32) run |= -1 << shift;
    }
    if (count > 2) run += lastButOne;
    if (run < 0) return false;
    lastButOne = last;
    last = run;
    total += run;
    const end = y + run;
    if ((count & 1) == 1 && run > 0) {
      area += run;
      if (x < left) left = x;
      const lastColumn = end <= height ? x : x + (end - 1) / height;
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
    else if (end < 2 * height) {
      y = end - height;
      x++;
    } else {
      const columns = end / height;
      x += columns;
      y = end - columns * height;
    }
    count++;
  }
  if (p != close || total != <i64>height * <i64>width) return false;
  writtenRuns = target;
  const isEmpty = right < 0;
  store<f64>(measure, area);
  store<f64>(measure, isEmpty ? 0 : left, 8);
  store<f64>(measure, isEmpty ? 0 : top, 16);
  store<f64>(measure, isEmpty ? 0 : right - left + 1, 24);
  store<f64>(measure, isEmpty ? 0 : bottom - top + 1, 32);
  return true;
}
