// Sliding a window over a map: the common part of a convolution and of its gradient by the input.

import { tile } from './tile';

/** Result positions per block: their rows of the left side stay in the cache while all panels pass. */
const BLOCK = 64;

/**
 * Slides a window over one map and multiplies it with packed weights.
 *
 * @param map address of the (padded) map, `mapWidth` cells of `inputs` floats per row
 * @param step cells between neighbouring windows, both axes
 * @param runs window as a run list relative to its first cell
 * @param k floats of a window
 * @param bias address of a bias padded to whole panels, or 0
 * @param result address of the first result position
 * @param rows, columns number of windows
 * @param rowBytes, columnBytes distances of result positions
 */
export function slide(
  map: usize,
  mapWidth: i32,
  inputs: i32,
  step: i32,
  runs: usize,
  runCount: i32,
  k: i32,
  packed: usize,
  outputs: i32,
  bias: usize,
  relu: bool,
  result: usize,
  rows: i32,
  columns: i32,
  rowBytes: usize,
  columnBytes: usize,
): void {
  const positions = rows * columns;
  const panelBytes = (<usize>k) << 5;
  const mapRow = (<usize>step * <usize>mapWidth * <usize>inputs) << 2;
  const mapColumn = (<usize>step * <usize>inputs) << 2;
  for (let block = 0; block < positions; block += BLOCK) {
    const end = min(block + BLOCK, positions);
    for (let panel = 0; panel < outputs; panel += 8) {
      const weights = packed + <usize>(panel >> 3) * panelBytes;
      let shift: usize = 0;
      if (bias != 0) shift = bias + ((<usize>panel) << 2);
      const target = result + ((<usize>panel) << 2);
      const width = min(8, outputs - panel);
      let y = block / columns;
      let x = block - y * columns;
      for (let position = block; position < end; position += 4) {
        const r0 = map + <usize>y * mapRow + <usize>x * mapColumn;
        const c0 = target + <usize>y * rowBytes + <usize>x * columnBytes;
        let r1 = r0;
        let c1 = c0;
        if (position + 1 < end) {
          if (++x == columns) {
            x = 0;
            y++;
          }
          r1 = map + <usize>y * mapRow + <usize>x * mapColumn;
          c1 = target + <usize>y * rowBytes + <usize>x * columnBytes;
        }
        let r2 = r1;
        let c2 = c1;
        if (position + 2 < end) {
          if (++x == columns) {
            x = 0;
            y++;
          }
          r2 = map + <usize>y * mapRow + <usize>x * mapColumn;
          c2 = target + <usize>y * rowBytes + <usize>x * columnBytes;
        }
        let r3 = r2;
        let c3 = c2;
        if (position + 3 < end) {
          if (++x == columns) {
            x = 0;
            y++;
          }
          r3 = map + <usize>y * mapRow + <usize>x * mapColumn;
          c3 = target + <usize>y * rowBytes + <usize>x * columnBytes;
        }
        if (++x == columns) {
          x = 0;
          y++;
        }
        tile(r0, r1, r2, r3, runs, runCount, weights, shift, relu, c0, c1, c2, c3, width);
      }
    }
  }
}

/**
 * Copies a map into a larger one with zeros around; negative margins cut.
 *
 * @param top, left zero rows and columns before the map
 */
export function surround(
  from: usize,
  height: i32,
  width: i32,
  channels: i32,
  target: usize,
  targetHeight: i32,
  targetWidth: i32,
  top: i32,
  left: i32,
): void {
  const cell = (<usize>channels) << 2;
  const first = max(left, 0);
  const last = min(left + width, targetWidth);
  for (let y = 0; y < targetHeight; y++) {
    const source = y - top;
    const row = target + <usize>y * <usize>targetWidth * cell;
    if (source < 0 || source >= height || last <= first) {
      memory.fill(row, 0, <usize>targetWidth * cell);
      continue;
    }
    memory.fill(row, 0, <usize>first * cell);
    memory.copy(
      row + <usize>first * cell,
      from + (<usize>source * <usize>width + <usize>(first - left)) * cell,
      <usize>(last - first) * cell,
    );
    memory.fill(row + <usize>last * cell, 0, <usize>(targetWidth - last) * cell);
  }
}
