import { addFour } from './channel-sums';
import { allocate, free } from './heap';

/**
 * Group normalisation of x [batch, area, channels]; keeps mean and 1 / standard deviation of each image's groups [batch, groups].
 *
 * @param relu whether negative results become 0
 */
export function groupNormForward(
  x: usize,
  gamma: usize,
  beta: usize,
  y: usize,
  means: usize,
  scales: usize,
  batch: i32,
  area: i32,
  channels: i32,
  groups: i32,
  epsilon: f64,
  relu: bool,
): void {
  const bytes = (<usize>channels) << 2;
  const sums = allocate((<usize>channels) << 3);
  const first = allocate(bytes);
  const second = allocate(bytes);
  const perGroup = channels / groups;
  const count = <f64>area * <f64>perGroup;
  for (let n = 0; n < batch; n++) {
    memory.fill(first, 0, bytes);
    addPowers(x, first, sums, area, channels, false);
    for (let g = 0; g < groups; g++) {
      const mean = <f32>(total(sums, g * perGroup, perGroup) / count);
      f32.store(means + ((<usize>g) << 2), mean);
      for (let c = g * perGroup; c < (g + 1) * perGroup; c++) f32.store(first + ((<usize>c) << 2), mean);
    }
    addPowers(x, first, sums, area, channels, true);
    for (let g = 0; g < groups; g++) {
      const scale = <f32>(1 / sqrt(total(sums, g * perGroup, perGroup) / count + epsilon));
      const mean = f32.load(means + ((<usize>g) << 2));
      f32.store(scales + ((<usize>g) << 2), scale);
      for (let c = (<usize>(g * perGroup)) << 2; c < (<usize>((g + 1) * perGroup)) << 2; c += 4) {
        const slope = scale * f32.load(gamma + c);
        f32.store(second + c, slope);
        f32.store(first + c, f32.load(beta + c) - mean * slope);
      }
    }
    applyAffine(x, second, first, y, area, channels, relu);
    x += <usize>area * bytes;
    y += <usize>area * bytes;
    means += (<usize>groups) << 2;
    scales += (<usize>groups) << 2;
  }
  free(second);
  free(first);
  free(sums);
}

function total(sums: usize, from: i32, count: i32): f64 {
  let sum: f64 = 0;
  for (let c = from; c < from + count; c++) sum += f64.load(sums + ((<usize>c) << 3));
  return sum;
}

/** Per channel Σ (x − centre) or Σ (x − centre)²: float32 over 64 cells, float64 beyond. */
function addPowers(x: usize, centre: usize, sums: usize, area: i32, channels: i32, squared: bool): void {
  const stride = (<usize>channels) << 2;
  memory.fill(sums, 0, (<usize>channels) << 3);
  for (let from = 0; from < area; from += 64) {
    const block = x + <usize>from * stride;
    const end = block + <usize>min(64, area - from) * stride;
    let c = 0;
    for (; c <= channels - 4; c += 4) {
      const offset = (<usize>c) << 2;
      const middle = v128.load(centre + offset);
      let sum = f32x4.splat(0);
      for (let at = block + offset; at < end; at += stride) {
        const d = f32x4.sub(v128.load(at), middle);
        sum = f32x4.add(sum, squared ? f32x4.mul(d, d) : d);
      }
      addFour(sums + ((<usize>c) << 3), sum);
    }
    for (; c < channels; c++) {
      const offset = (<usize>c) << 2;
      const middle = f32.load(centre + offset);
      let sum: f32 = 0;
      for (let at = block + offset; at < end; at += stride) {
        const d = f32.load(at) - middle;
        sum += squared ? d * d : d;
      }
      f64.store(sums + ((<usize>c) << 3), f64.load(sums + ((<usize>c) << 3)) + sum);
    }
  }
}

/** y = x · slope + shift per channel. */
function applyAffine(x: usize, slope: usize, shift: usize, y: usize, area: i32, channels: i32, relu: bool): void {
  const zero = f32x4.splat(0);
  for (let row = 0; row < area; row++) {
    let c: usize = 0;
    const whole = (<usize>(channels & ~3)) << 2;
    const bytes = (<usize>channels) << 2;
    for (; c < whole; c += 16) {
      const value = f32x4.add(f32x4.mul(v128.load(x + c), v128.load(slope + c)), v128.load(shift + c));
      v128.store(y + c, relu ? f32x4.max(value, zero) : value);
    }
    for (; c < bytes; c += 4) {
      const value = f32.load(x + c) * f32.load(slope + c) + f32.load(shift + c);
      f32.store(y + c, relu ? max(value, 0) : value);
    }
    x += bytes;
    y += bytes;
  }
}
