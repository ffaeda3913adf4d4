/** Adds four float32 sums to four float64 ones. */
export function addFour(address: usize, sum: v128): void {
  v128.store(address, f64x2.add(v128.load(address), f64x2.promote_low_f32x4(sum)));
  const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(sum, sum, 2, 3, 0, 1));
  v128.store(address, f64x2.add(v128.load(address, 16), high), 16);
}
