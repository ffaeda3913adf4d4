// RoIAlign, aligned form. The mean over a bin's samples is separable: a bin is a small rectangle of cells, each with the product of
// a row weight and a column weight. So a bin costs its cells, not four cells per sample.

import { allocate, free } from './heap';

/** Bytes of one bin in an axis table before its weights: first cell, number of cells. */
const HEAD: usize = 8;

/** Writes y [count, outHeight, outWidth, channels] for rois [count, 5] (image, x1, y1, x2, y2) on maps [·, height, width, channels]. */
export function roiAlignForward(
  maps: usize,
  rois: usize,
  y: usize,
  count: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  scale: f32,
  samplingRatio: i32,
): void {
  walk(maps, rois, y, count, height, width, channels, outHeight, outWidth, scale, samplingRatio, false);
}

/** Adds to the gradient of the maps, which the caller has filled with zeros, what the RoIs' gradients dy give. */
export function roiAlignBackward(
  maps: usize,
  rois: usize,
  dy: usize,
  count: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  scale: f32,
  samplingRatio: i32,
): void {
  walk(maps, rois, dy, count, height, width, channels, outHeight, outWidth, scale, samplingRatio, true);
}

function walk(
  maps: usize,
  rois: usize,
  bins: usize,
  count: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  scale: f32,
  samplingRatio: i32,
  backward: bool,
): void {
  const rowEntry = HEAD + ((<usize>height) << 2);
  const columnEntry = HEAD + ((<usize>width) << 2);
  const rowTable = allocate(rowEntry * <usize>outHeight);
  const columnTable = allocate(columnEntry * <usize>outWidth);
  const cells = allocate(<usize>height * <usize>width * 8);
  const cell = (<usize>channels) << 2;
  for (let r = 0; r < count; r++) {
    const map = maps + <usize>f32.load(rois) * <usize>height * <usize>width * cell;
    const across = axisTable(f32.load(rois, 4), f32.load(rois, 12), scale, outWidth, width, samplingRatio, columnTable, columnEntry);
    const down = axisTable(f32.load(rois, 8), f32.load(rois, 16), scale, outHeight, height, samplingRatio, rowTable, rowEntry);
    const share = 1 / <f64>max(across * down, 1);
    for (let p = 0; p < outHeight; p++) {
      for (let q = 0; q < outWidth; q++) {
        const used = listCells(rowTable + <usize>p * rowEntry, columnTable + <usize>q * columnEntry, <f32>share, width, cell, cells);
        if (backward) spread(map, cells, used, bins, channels);
        else collect(map, cells, used, bins, channels);
        bins += cell;
      }
    }
    rois += 20;
  }
  free(cells);
  free(columnTable);
  free(rowTable);
}

/**
 * Per bin of one axis the range of cells that its samples touch and the sum of their weights.
 *
 * @returns samples per bin
 */
function axisTable(from: f32, to: f32, scale: f32, bins: i32, cells: i32, ratio: i32, table: usize, entry: usize): i32 {
  // The number of samples is a rounding decision: float32, in the reference's order of operations.
  const start: f32 = from * scale - 0.5;
  const end: f32 = to * scale - 0.5;
  const size: f32 = (end - start) / <f32>bins;
  const samples = ratio > 0 ? ratio : max(<i32>ceil(size), 0);
  for (let bin = 0; bin < bins; bin++) {
    const weights = table + HEAD;
    let first = 0;
    let count = 0;
    for (let i = 0; i < samples; i++) {
      const at = <f64>start + <f64>bin * <f64>size + ((<f64>i + 0.5) * <f64>size) / <f64>samples;
      if (!(at >= -1 && at <= <f64>cells)) continue;
      const inside = max(at, 0);
      const low = min(<i32>inside, cells - 1);
      const high = min(low + 1, cells - 1);
      const share: f64 = low >= cells - 1 ? 0 : inside - <f64>low;
      if (count == 0) first = low;
      for (; count <= high - first; count++) f32.store(weights + ((<usize>count) << 2), 0);
      const lowAt = weights + ((<usize>(low - first)) << 2);
      f32.store(lowAt, <f32>(<f64>f32.load(lowAt) + 1 - share));
      const highAt = weights + ((<usize>(high - first)) << 2);
      f32.store(highAt, <f32>(<f64>f32.load(highAt) + share));
    }
    store<i32>(table, first);
    store<i32>(table, count, 4);
    table += entry;
  }
  return samples;
}

/** Writes offset and weight of each cell of a bin. @returns their number */
function listCells(rows: usize, columns: usize, share: f32, width: i32, cell: usize, cells: usize): i32 {
  const top = load<i32>(rows);
  const left = load<i32>(columns);
  const height = load<i32>(rows, 4);
  const across = load<i32>(columns, 4);
  let used = 0;
  for (let i = 0; i < height; i++) {
    const rowWeight = f32.load(rows + HEAD + ((<usize>i) << 2)) * share;
    if (rowWeight == 0) continue;
    for (let j = 0; j < across; j++) {
      const weight = rowWeight * f32.load(columns + HEAD + ((<usize>j) << 2));
      if (weight == 0) continue;
      store<u32>(cells, <u32>(<usize>((top + i) * width + left + j) * cell));
      f32.store(cells, weight, 4);
      cells += 8;
      used++;
    }
  }
  return used;
}

/** bin = Σ weight · cell, 16 channels at a time. */
function collect(map: usize, cells: usize, used: i32, bin: usize, channels: i32): void {
  const end = cells + ((<usize>used) << 3);
  let c = 0;
  for (; c <= channels - 16; c += 16) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let at = cells; at < end; at += 8) {
      const from = map + load<u32>(at);
      const weight = v128.load_splat<f32>(at, 4);
      s0 = f32x4.add(s0, f32x4.mul(weight, v128.load(from)));
      s1 = f32x4.add(s1, f32x4.mul(weight, v128.load(from, 16)));
      s2 = f32x4.add(s2, f32x4.mul(weight, v128.load(from, 32)));
      s3 = f32x4.add(s3, f32x4.mul(weight, v128.load(from, 48)));
    }
    v128.store(bin, s0);
    v128.store(bin, s1, 16);
    v128.store(bin, s2, 32);
    v128.store(bin, s3, 48);
    bin += 64;
    map += 64;
  }
  for (; c < channels; c++) {
    let sum: f32 = 0;
    for (let at = cells; at < end; at += 8) sum += f32.load(at, 4) * f32.load(map + load<u32>(at));
    f32.store(bin, sum);
    bin += 4;
    map += 4;
  }
}

/** cell += weight · bin for each cell, 16 channels at a time. */
function spread(map: usize, cells: usize, used: i32, bin: usize, channels: i32): void {
  const end = cells + ((<usize>used) << 3);
  let c = 0;
  for (; c <= channels - 16; c += 16) {
    const g0 = v128.load(bin);
    const g1 = v128.load(bin, 16);
    const g2 = v128.load(bin, 32);
    const g3 = v128.load(bin, 48);
    for (let at = cells; at < end; at += 8) {
      const to = map + load<u32>(at);
      const weight = v128.load_splat<f32>(at, 4);
      v128.store(to, f32x4.add(v128.load(to), f32x4.mul(weight, g0)));
      v128.store(to, f32x4.add(v128.load(to, 16), f32x4.mul(weight, g1)), 16);
      v128.store(to, f32x4.add(v128.load(to, 32), f32x4.mul(weight, g2)), 32);
      v128.store(to, f32x4.add(v128.load(to, 48), f32x4.mul(weight, g3)), 48);
    }
    bin += 64;
    map += 64;
  }
  for (; c < channels; c++) {
    const gradient = f32.load(bin);
    for (let at = cells; at < end; at += 8) {
      const to = map + load<u32>(at);
      f32.store(to, f32.load(to) + f32.load(at, 4) * gradient);
    }
    bin += 4;
    map += 4;
  }
}
