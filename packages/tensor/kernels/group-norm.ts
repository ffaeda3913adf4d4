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

/**
 * Gradients of a group normalisation. With x̂ = (x − mean) · scale and v = dy · γ:
 * dx = scale · (v − mean of v − x̂ · mean of v x̂), dγ = Σ dy x̂, dβ = Σ dy; means over a group, sums over images and cells.
 */
export function groupNormBackward(
  dy: usize,
  x: usize,
  gamma: usize,
  means: usize,
  scales: usize,
  dx: usize,
  dGamma: usize,
  dBeta: usize,
  batch: i32,
  area: i32,
  channels: i32,
  groups: i32,
): void {
  const bytes = (<usize>channels) << 2;
  const sums = allocate((<usize>channels) << 3);
  const products = allocate((<usize>channels) << 3);
  const mean = allocate(bytes);
  const slope = allocate(bytes);
  const share = allocate(bytes);
  const shift = allocate(bytes);
  const gammaSums = allocate((<usize>channels) << 3);
  const betaSums = allocate((<usize>channels) << 3);
  memory.fill(gammaSums, 0, (<usize>channels) << 3);
  memory.fill(betaSums, 0, (<usize>channels) << 3);
  const perGroup = channels / groups;
  const count = <f64>area * <f64>perGroup;
  for (let n = 0; n < batch; n++) {
    for (let c = 0; c < channels; c++) f32.store(mean + ((<usize>c) << 2), f32.load(means + ((<usize>(c / perGroup)) << 2)));
    addGradients(dy, x, mean, sums, products, area, channels);
    for (let g = 0; g < groups; g++) {
      const scale = <f64>f32.load(scales + ((<usize>g) << 2));
      const groupMean = <f64>f32.load(means + ((<usize>g) << 2));
      let plain: f64 = 0;
      let weighted: f64 = 0;
      for (let c = g * perGroup; c < (g + 1) * perGroup; c++) {
        const at = (<usize>c) << 2;
        const sum = f64.load(sums + ((<usize>c) << 3));
        const product = f64.load(products + ((<usize>c) << 3)) * scale;
        const wideAt = (<usize>c) << 3;
        f64.store(betaSums + wideAt, f64.load(betaSums + wideAt) + sum);
        f64.store(gammaSums + wideAt, f64.load(gammaSums + wideAt) + product);
        plain += sum * f32.load(gamma + at);
        weighted += product * f32.load(gamma + at);
      }
      // dx = dy · (γ scale) − x · q − r, with q = scale² · weighted mean and r so that the group's mean is taken off.
      const q = (scale * scale * weighted) / count;
      const r = (scale * plain) / count - groupMean * q;
      for (let c = g * perGroup; c < (g + 1) * perGroup; c++) {
        const at = (<usize>c) << 2;
        f32.store(slope + at, <f32>(scale * f32.load(gamma + at)));
        f32.store(share + at, <f32>q);
        f32.store(shift + at, <f32>r);
      }
    }
    combine(dy, x, slope, share, shift, dx, area, channels);
    x += <usize>area * bytes;
    dy += <usize>area * bytes;
    dx += <usize>area * bytes;
    means += (<usize>groups) << 2;
    scales += (<usize>groups) << 2;
  }
  for (let c = 0; c < channels; c++) {
    f32.store(dGamma + ((<usize>c) << 2), <f32>f64.load(gammaSums + ((<usize>c) << 3)));
    f32.store(dBeta + ((<usize>c) << 2), <f32>f64.load(betaSums + ((<usize>c) << 3)));
  }
  free(betaSums);
  free(gammaSums);
  free(shift);
  free(share);
  free(slope);
  free(mean);
  free(products);
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

/** Per channel Σ dy and Σ dy · (x − mean). */
function addGradients(dy: usize, x: usize, mean: usize, sums: usize, products: usize, area: i32, channels: i32): void {
  const stride = (<usize>channels) << 2;
  memory.fill(sums, 0, (<usize>channels) << 3);
  memory.fill(products, 0, (<usize>channels) << 3);
  const gap = x - dy;
  for (let from = 0; from < area; from += 64) {
    const block = dy + <usize>from * stride;
    const end = block + <usize>min(64, area - from) * stride;
    let c = 0;
    for (; c <= channels - 4; c += 4) {
      const offset = (<usize>c) << 2;
      const middle = v128.load(mean + offset);
      let sum = f32x4.splat(0);
      let product = sum;
      for (let at = block + offset; at < end; at += stride) {
        const gradient = v128.load(at);
        sum = f32x4.add(sum, gradient);
        product = f32x4.add(product, f32x4.mul(gradient, f32x4.sub(v128.load(at + gap), middle)));
      }
      addFour(sums + ((<usize>c) << 3), sum);
      addFour(products + ((<usize>c) << 3), product);
    }
    for (; c < channels; c++) {
      const offset = (<usize>c) << 2;
      const middle = f32.load(mean + offset);
      let sum: f32 = 0;
      let product: f32 = 0;
      for (let at = block + offset; at < end; at += stride) {
        const gradient = f32.load(at);
        sum += gradient;
        product += gradient * (f32.load(at + gap) - middle);
      }
      const at = (<usize>c) << 3;
      f64.store(sums + at, f64.load(sums + at) + sum);
      f64.store(products + at, f64.load(products + at) + product);
    }
  }
}

function addFour(address: usize, sum: v128): void {
  v128.store(address, f64x2.add(v128.load(address), f64x2.promote_low_f32x4(sum)));
  const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(sum, sum, 2, 3, 0, 1));
  v128.store(address, f64x2.add(v128.load(address, 16), high), 16);
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

/** dx = dy · slope − x · share − shift per channel. */
function combine(dy: usize, x: usize, slope: usize, share: usize, shift: usize, dx: usize, area: i32, channels: i32): void {
  for (let row = 0; row < area; row++) {
    let c: usize = 0;
    const whole = (<usize>(channels & ~3)) << 2;
    const bytes = (<usize>channels) << 2;
    for (; c < whole; c += 16) {
      const scaled = f32x4.mul(v128.load(dy + c), v128.load(slope + c));
      const taken = f32x4.add(f32x4.mul(v128.load(x + c), v128.load(share + c)), v128.load(shift + c));
      v128.store(dx + c, f32x4.sub(scaled, taken));
    }
    for (; c < bytes; c += 4) {
      const taken = f32.load(x + c) * f32.load(share + c) + f32.load(shift + c);
      f32.store(dx + c, f32.load(dy + c) * f32.load(slope + c) - taken);
    }
    dy += bytes;
    x += bytes;
    dx += bytes;
  }
}
