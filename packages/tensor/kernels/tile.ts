// The inner kernel of convolutions and matrix products: four rows of the result times eight columns.
//
// A row of the left side is a list of runs of floats at fixed offsets from the row's base address (a convolution window's rows; one
// run for a matrix). The right side is packed: for each panel of eight columns, k rows of eight floats, in the order of the runs.

/** Bytes of one run in the list: offset and length, both in bytes. */
export const RUN = 8;

/**
 * @param r0 … r3 base addresses of the rows; the caller repeats the last row if fewer are left
 * @param runs address of the run list
 * @param bias address of eight start values, or 0
 * @param c0 … c3 addresses of the results
 * @param columns results to store per row, 1 … 8
 */
export function tile(
  r0: usize,
  r1: usize,
  r2: usize,
  r3: usize,
  runs: usize,
  runCount: i32,
  panel: usize,
  bias: usize,
  relu: bool,
  c0: usize,
  c1: usize,
  c2: usize,
  c3: usize,
  columns: i32,
): void {
  let s00 = f32x4.splat(0);
  let s01 = s00;
  if (bias != 0) {
    s00 = v128.load(bias);
    s01 = v128.load(bias, 16);
  }
  let s10 = s00;
  let s11 = s01;
  let s20 = s00;
  let s21 = s01;
  let s30 = s00;
  let s31 = s01;
  for (let run = 0; run < runCount; run++) {
    let at = <usize>load<u32>(runs);
    const end = at + load<u32>(runs, 4);
    runs += RUN;
    for (; at < end; at += 4) {
      const b0 = v128.load(panel);
      const b1 = v128.load(panel, 16);
      panel += 32;
      const a0 = v128.load_splat<f32>(r0 + at);
      s00 = f32x4.add(s00, f32x4.mul(a0, b0));
      s01 = f32x4.add(s01, f32x4.mul(a0, b1));
      const a1 = v128.load_splat<f32>(r1 + at);
      s10 = f32x4.add(s10, f32x4.mul(a1, b0));
      s11 = f32x4.add(s11, f32x4.mul(a1, b1));
      const a2 = v128.load_splat<f32>(r2 + at);
      s20 = f32x4.add(s20, f32x4.mul(a2, b0));
      s21 = f32x4.add(s21, f32x4.mul(a2, b1));
      const a3 = v128.load_splat<f32>(r3 + at);
      s30 = f32x4.add(s30, f32x4.mul(a3, b0));
      s31 = f32x4.add(s31, f32x4.mul(a3, b1));
    }
  }
  if (relu) {
    const zero = f32x4.splat(0);
    s00 = f32x4.max(s00, zero);
    s01 = f32x4.max(s01, zero);
    s10 = f32x4.max(s10, zero);
    s11 = f32x4.max(s11, zero);
    s20 = f32x4.max(s20, zero);
    s21 = f32x4.max(s21, zero);
    s30 = f32x4.max(s30, zero);
    s31 = f32x4.max(s31, zero);
  }
  storeRow(c0, s00, s01, columns);
  storeRow(c1, s10, s11, columns);
  storeRow(c2, s20, s21, columns);
  storeRow(c3, s30, s31, columns);
}

/** Stores the first `columns` of eight floats. */
function storeRow(address: usize, low: v128, high: v128, columns: i32): void {
  if (columns == 8) {
    v128.store(address, low);
    v128.store(address, high, 16);
    return;
  }
  if (columns >= 4) {
    v128.store(address, low);
    address += 16;
    low = high;
    columns -= 4;
  }
  if (columns > 0) f32.store(address, f32x4.extract_lane(low, 0));
  if (columns > 1) f32.store(address, f32x4.extract_lane(low, 1), 4);
  if (columns > 2) f32.store(address, f32x4.extract_lane(low, 2), 8);
}
