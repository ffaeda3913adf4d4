/** dx = dy where y > 0, else 0; y is the value of a ReLU. */
export function reluGradient(y: usize, dy: usize, dx: usize, size: i32): void {
  const zero = f32x4.splat(0);
  const end = dx + ((<usize>size) << 2);
  const whole = dx + ((<usize>(size & ~3)) << 2);
  while (dx < whole) {
    v128.store(dx, v128.and(f32x4.gt(v128.load(y), zero), v128.load(dy)));
    y += 16;
    dy += 16;
    dx += 16;
  }
  while (dx < end) {
    f32.store(dx, f32.load(y) > 0 ? f32.load(dy) : 0);
    y += 4;
    dy += 4;
    dx += 4;
  }
}

/** Sums of the columns of x [rows, columns]; rows are added in blocks, so that float32 loses little. */
export function columnSums(x: usize, sums: usize, rows: i32, columns: i32): void {
  const stride = (<usize>columns) << 2;
  for (let column = 0; column < columns; column++) {
    const from = x + ((<usize>column) << 2);
    const target = sums + ((<usize>column) << 2);
    if (columns - column >= 8) {
      sumStrip(from, stride, rows, target);
      column += 7;
    } else {
      let sum: f64 = 0;
      let at = from;
      for (let row = 0; row < rows; row++) {
        sum += f32.load(at);
        at += stride;
      }
      f32.store(target, <f32>sum);
    }
  }
}

/** Eight columns: float32 sums of 128 rows, summed in float64. */
function sumStrip(from: usize, stride: usize, rows: i32, target: usize): void {
  let t0 = f64x2.splat(0);
  let t1 = t0;
  let t2 = t0;
  let t3 = t0;
  for (let row = 0; row < rows; row += 128) {
    let low = f32x4.splat(0);
    let high = low;
    const end = from + <usize>min(128, rows - row) * stride;
    while (from != end) {
      low = f32x4.add(low, v128.load(from));
      high = f32x4.add(high, v128.load(from, 16));
      from += stride;
    }
    t0 = f64x2.add(t0, f64x2.promote_low_f32x4(low));
    t1 = f64x2.add(t1, f64x2.promote_low_f32x4(v128.shuffle<f32>(low, low, 2, 3, 0, 1)));
    t2 = f64x2.add(t2, f64x2.promote_low_f32x4(high));
    t3 = f64x2.add(t3, f64x2.promote_low_f32x4(v128.shuffle<f32>(high, high, 2, 3, 0, 1)));
  }
  v128.store(target, v128.shuffle<f32>(f32x4.demote_f64x2_zero(t0), f32x4.demote_f64x2_zero(t1), 0, 1, 4, 5));
  v128.store(target, v128.shuffle<f32>(f32x4.demote_f64x2_zero(t2), f32x4.demote_f64x2_zero(t3), 0, 1, 4, 5), 16);
}
