// Resize, mirror and normalise a strip of a picture. The host lays out memory; see src/transforms/picture-writer.ts.

/** Channels of a pixel. */
const CHANNELS = 3;
/** Values that are mixed at once: eight pixels, so that three vectors of mean and factor repeat. */
const BLOCK = 24;
/** Bits of the whole-number arithmetic of OpenCV: weights have 11; sums lose 4 after the columns and 16 + 2 after the rows. */
const COLUMN_SHIFT = 4;
const ROW_SHIFT = 16;

/** Two source rows that have been resized along x, int16 each, and which rows they are. */
let lines: usize = 0;
let lineBytes: usize = 0;
let line0: i32 = -1;
let line1: i32 = -1;

/** Forgets the rows of the picture before. @param at room for two lines of `bytes` each */
export function beginPicture(at: usize, bytes: usize): void {
  lines = at;
  lineBytes = bytes;
  line0 = -1;
  line1 = -1;
}

/**
 * Writes normalised rows of a resized picture.
 *
 * @param source uint8 rows of three channels, `firstRow` first; 8 readable bytes follow the last row
 * @param columns for each pixel of the result, int32: bytes from the row's start to the left neighbour, then both weights, int16 each
 * @param rows for each row of the result, int32: upper and lower neighbour in the picture, and their weights
 * @param settings float32: brightness four times, then mean and factor of 12 values each, in the order of the result
 * @param out float32 rows, `outBytes` apart; each may be written up to 23 values beyond its end
 */
export function writeRows(
  source: usize,
  rowBytes: i32,
  firstRow: i32,
  columns: usize,
  width: i32,
  rows: usize,
  count: i32,
  settings: usize,
  swapped: bool,
  out: usize,
  outBytes: usize,
): void {
  for (let y = 0; y < count; y++, rows += 16, out += outBytes) {
    const upper = load<i32>(rows);
    const lower = load<i32>(rows, 4);
    const above = line(upper, lower, (source + (upper - firstRow) * rowBytes) as usize, columns, width, swapped);
    const below = line(lower, upper, (source + (lower - firstRow) * rowBytes) as usize, columns, width, swapped);
    mixLines(above, below, load<i16>(rows, 8), load<i16>(rows, 12), width * CHANNELS, settings, out);
  }
}

/** Where a source row lies, resized along x; the line that does not hold `other` is taken if it has to be made. */
function line(row: i32, other: i32, source: usize, columns: usize, width: i32, swapped: bool): usize {
  if (row == line0) return lines;
  if (row == line1) return lines + lineBytes;
  const second = line0 == other;
  const at = second ? lines + lineBytes : lines;
  if (second) line1 = row;
  else line0 = row;
  if (swapped) fillLine(source, columns, width, i8x16(2, 5, 1, 4, 0, 3, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1), at);
  else fillLine(source, columns, width, i8x16(0, 3, 1, 4, 2, 5, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1), at);
  return at;
}

/** Resizes a row along x. @param order where the channels of a pixel and of its right neighbour lie, in pairs */
function fillLine(source: usize, columns: usize, width: i32, order: v128, into: usize): void {
  for (let x = 0; x < width; x++, columns += 8, into += 6) {
    const pair = i8x16.swizzle(v128.load64_zero((source + load<i32>(columns)) as usize), order);
    const sums = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(pair), v128.load32_splat(columns, 4));
    const cut = i32x4.shr_s(sums, COLUMN_SHIFT);
    v128.store64_lane(into, i16x8.narrow_i32x4_s(cut, cut), 0);
  }
}

/** Mixes two lines into levels and normalises these: min(level · brightness, 255) − mean, times factor, in float32. */
function mixLines(above: usize, below: usize, share0: i16, share1: i16, length: i32, settings: usize, out: usize): void {
  const weight0 = i16x8.splat(share0);
  const weight1 = i16x8.splat(share1);
  const brightness = v128.load(settings);
  const mean0 = v128.load(settings, 16);
  const mean1 = v128.load(settings, 32);
  const mean2 = v128.load(settings, 48);
  const factor0 = v128.load(settings, 64);
  const factor1 = v128.load(settings, 80);
  const factor2 = v128.load(settings, 96);
  for (let i = 0; i < length; i += BLOCK, above += 2 * BLOCK, below += 2 * BLOCK, out += 4 * BLOCK) {
    let a = v128.load(above);
    let b = v128.load(below);
    v128.store(out, normalized(low(a, b, weight0, weight1), brightness, mean0, factor0));
    v128.store(out, normalized(high(a, b, weight0, weight1), brightness, mean1, factor1), 16);
    a = v128.load(above, 16);
    b = v128.load(below, 16);
    v128.store(out, normalized(low(a, b, weight0, weight1), brightness, mean2, factor2), 32);
    v128.store(out, normalized(high(a, b, weight0, weight1), brightness, mean0, factor0), 48);
    a = v128.load(above, 32);
    b = v128.load(below, 32);
    v128.store(out, normalized(low(a, b, weight0, weight1), brightness, mean1, factor1), 64);
    v128.store(out, normalized(high(a, b, weight0, weight1), brightness, mean2, factor2), 80);
  }
}

function low(a: v128, b: v128, weight0: v128, weight1: v128): v128 {
  return levels(i32x4.extmul_low_i16x8_s(a, weight0), i32x4.extmul_low_i16x8_s(b, weight1));
}

function high(a: v128, b: v128, weight0: v128, weight1: v128): v128 {
  return levels(i32x4.extmul_high_i16x8_s(a, weight0), i32x4.extmul_high_i16x8_s(b, weight1));
}

function levels(a: v128, b: v128): v128 {
  const sum = i32x4.add(i32x4.shr_s(a, ROW_SHIFT), i32x4.shr_s(b, ROW_SHIFT));
  return i32x4.shr_s(i32x4.add(sum, i32x4.splat(2)), 2);
}

function normalized(level: v128, brightness: v128, mean: v128, factor: v128): v128 {
  const changed = f32x4.pmin(f32x4.splat(255), f32x4.mul(f32x4.convert_i32x4_s(level), brightness));
  return f32x4.mul(f32x4.sub(changed, mean), factor);
}
