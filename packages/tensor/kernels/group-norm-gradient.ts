import { addFour } from './channel-sums';
import { allocate, free } from './heap';

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
