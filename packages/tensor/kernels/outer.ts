// Sums of outer products, the inner kernel of weight gradients: over a rectangle of positions, left vectors (windows of a map) times
// right vectors (output gradients).
//
// The right vectors are packed: for each panel of eight columns, eight floats per position. So are the left ones, four floats per
// position, where many panels use them: at channel counts that are powers of two their rows would fall into few cache sets.

import { allocate, free } from './heap';

/** Outputs from which on left vectors are packed: eight panels use each of them. */
const PACK_FROM: i32 = 64;

/** Floats of left vectors that are packed at a time. */
const STRIP: i32 = 64;

/** @returns bytes of the packed right vectors */
export function rightBytes(positions: i32, outputs: i32): usize {
  return (<usize>positions * <usize>((outputs + 7) & ~7)) << 2;
}

/** Packs the right vectors of consecutive positions; missing columns are zero. */
export function packRight(from: usize, positions: i32, outputs: i32, target: usize): void {
  const stride = (<usize>outputs) << 2;
  for (let j = 0; j < outputs; j += 8) {
    let at = from + ((<usize>j) << 2);
    const columns = outputs - j;
    if (columns >= 8) {
      for (let position = 0; position < positions; position++) {
        v128.store(target, v128.load(at));
        v128.store(target, v128.load(at, 16), 16);
        at += stride;
        target += 32;
      }
    } else {
      for (let position = 0; position < positions; position++) {
        memory.fill(target, 0, 32);
        memory.copy(target, at, (<usize>columns) << 2);
        at += stride;
        target += 32;
      }
    }
  }
}

/**
 * Adds Σ over positions of left ⊗ right to a result of `length` rows of `outputs` floats.
 *
 * @param left address of the first position's left vector of `length` floats; up to three floats behind vectors are read
 * @param leftRow, leftColumn distances of positions in bytes
 * @param right packed right vectors of all positions
 */
export function addOuterProducts(
  left: usize,
  leftRow: usize,
  leftColumn: usize,
  right: usize,
  rows: i32,
  columns: i32,
  result: usize,
  length: i32,
  outputs: i32,
): void {
  const resultRow = (<usize>outputs) << 2;
  const positions = rows * columns;
  const panelBytes = (<usize>positions) << 5;
  if (outputs < PACK_FROM) {
    for (let i = 0; i < length; i += 4) {
      const vectors = left + ((<usize>i) << 2);
      for (let j = 0; j < outputs; j += 8) {
        const panel = right + <usize>(j >> 3) * panelBytes;
        const part = result + <usize>i * resultRow + ((<usize>j) << 2);
        addPart(vectors, leftRow, leftColumn, panel, rows, columns, part, resultRow, min(4, length - i), min(8, outputs - j));
      }
    }
    return;
  }
  const packed = allocate((<usize>positions * <usize>STRIP) << 2);
  const quadBytes = (<usize>positions) << 4;
  for (let strip = 0; strip < length; strip += STRIP) {
    const end = min(strip + STRIP, length);
    packLeft(left + ((<usize>strip) << 2), leftRow, leftColumn, rows, columns, (end - strip + 3) >> 2, packed);
    for (let j = 0; j < outputs; j += 8) {
      const panel = right + <usize>(j >> 3) * panelBytes;
      for (let i = strip; i < end; i += 4) {
        const vectors = packed + <usize>((i - strip) >> 2) * quadBytes;
        const part = result + <usize>i * resultRow + ((<usize>j) << 2);
        addPart(vectors, 0, 16, panel, 1, positions, part, resultRow, min(4, length - i), min(8, outputs - j));
      }
    }
  }
  free(packed);
}

function packLeft(left: usize, leftRow: usize, leftColumn: usize, rows: i32, columns: i32, quads: i32, target: usize): void {
  const quadBytes = (<usize>(rows * columns)) << 4;
  for (let y = 0; y < rows; y++) {
    let from = left + <usize>y * leftRow;
    for (let x = 0; x < columns; x++) {
      let to = target;
      for (let quad: usize = 0; quad < (<usize>quads) << 4; quad += 16) {
        v128.store(to, v128.load(from + quad));
        to += quadBytes;
      }
      from += leftColumn;
      target += 16;
    }
  }
}

/** Adds to a part of 4 x 8 results, of which `resultRows` x `resultColumns` exist. */
function addPart(
  left: usize,
  leftRow: usize,
  leftColumn: usize,
  right: usize,
  rows: i32,
  columns: i32,
  result: usize,
  resultRow: usize,
  resultRows: i32,
  resultColumns: i32,
): void {
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  for (let y = 0; y < rows; y++) {
    let a = left;
    const end = right + ((<usize>columns) << 5);
    while (right != end) {
      const b0 = v128.load(right);
      const b1 = v128.load(right, 16);
      const a0 = v128.load_splat<f32>(a);
      s00 = f32x4.add(s00, f32x4.mul(a0, b0));
      s01 = f32x4.add(s01, f32x4.mul(a0, b1));
      const a1 = v128.load_splat<f32>(a, 4);
      s10 = f32x4.add(s10, f32x4.mul(a1, b0));
      s11 = f32x4.add(s11, f32x4.mul(a1, b1));
      const a2 = v128.load_splat<f32>(a, 8);
      s20 = f32x4.add(s20, f32x4.mul(a2, b0));
      s21 = f32x4.add(s21, f32x4.mul(a2, b1));
      const a3 = v128.load_splat<f32>(a, 12);
      s30 = f32x4.add(s30, f32x4.mul(a3, b0));
      s31 = f32x4.add(s31, f32x4.mul(a3, b1));
      a += leftColumn;
      right += 32;
    }
    left += leftRow;
  }
  addRow(result, s00, s01, resultColumns);
  if (resultRows > 1) addRow(result + resultRow, s10, s11, resultColumns);
  if (resultRows > 2) addRow(result + resultRow * 2, s20, s21, resultColumns);
  if (resultRows > 3) addRow(result + resultRow * 3, s30, s31, resultColumns);
}

/** Adds the first `columns` of eight floats. */
function addRow(address: usize, low: v128, high: v128, columns: i32): void {
  if (columns == 8) {
    v128.store(address, f32x4.add(v128.load(address), low));
    v128.store(address, f32x4.add(v128.load(address, 16), high), 16);
    return;
  }
  if (columns >= 4) {
    v128.store(address, f32x4.add(v128.load(address), low));
    address += 16;
    low = high;
    columns -= 4;
  }
  if (columns > 0) f32.store(address, f32.load(address) + f32x4.extract_lane(low, 0));
  if (columns > 1) f32.store(address, f32.load(address, 4) + f32x4.extract_lane(low, 1), 4);
  if (columns > 2) f32.store(address, f32.load(address, 8) + f32x4.extract_lane(low, 2), 8);
}
