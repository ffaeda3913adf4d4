// Sums of outer products, the inner kernel of weight gradients: four rows of the result times eight columns, over a rectangle of
// positions whose left vectors (windows of a map) and right vectors (output gradients) lie at constant distances.

/**
 * Adds Σ over positions of left[0 … 3] ⊗ right[0 … 7] to the result.
 *
 * @param left, right addresses at the first position
 * @param rows, columns positions
 * @param leftRow, leftColumn, rightRow, rightColumn distances in bytes
 * @param result address of a 4 x 8 part, rows `resultRow` bytes apart
 * @param resultRows, resultColumns how much of the part exists
 */
export function addOuterProducts(
  left: usize,
  leftRow: usize,
  leftColumn: usize,
  right: usize,
  rightRow: usize,
  rightColumn: usize,
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
  const width = <usize>columns * rightColumn;
  for (let y = 0; y < rows; y++) {
    let a = left;
    let b = right;
    const end = right + width;
    while (b != end) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
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
      b += rightColumn;
    }
    left += leftRow;
    right += rightRow;
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

/**
 * Copies rows of `columns` floats to rows of whole panels of eight, zeros behind.
 *
 * @returns the copy, or `from` itself if the columns fill whole panels; free it if it differs from `from`
 */
export function widen(from: usize, target: usize, rows: i32, columns: i32): void {
  const bytes = (<usize>columns) << 2;
  const whole = (bytes + 31) & ~31;
  for (let row = 0; row < rows; row++) {
    memory.fill(target + whole - 32, 0, 32);
    memory.copy(target, from, bytes);
    from += bytes;
    target += whole;
  }
}
