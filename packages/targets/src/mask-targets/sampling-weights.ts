const fround = Math.fround;

/** Weights with which the pixels of one axis enter each cell of a RoI grid. */
export interface SamplingWeights {
  /** First pixel that any cell uses. */
  readonly first: number;
  /** Pixel after the last. */
  readonly last: number;
  /** Sums of the weights of the pixels from `first` on: cell p, pixel k − 1 and before at `p · (last − first + 1) + k`; float64 */
  readonly sums: Float64Array;
}

/**
 * RoIAlign along one axis. A bilinear sample is a product of a weight for its row and one for its column, and so is the mean over
 * a cell's samples: each axis can be summed on its own.
 *
 * @param start first coordinate of the box in pixels @param end second coordinate
 * @param cells cells of the grid @param pixels pixels of the map on this axis
 * @see mmcv 1.x, ops/csrc/pytorch/cpu/roi_align.cpp (aligned, sampling ratio 0)
 */
export function samplingWeights(start: number, end: number, cells: number, pixels: number): SamplingWeights {
  const from = start - 0.5;
  const extent = end - start;
  // The count is decided in float32, as in the reference.
  const samples = Math.ceil(fround(fround(fround(end - 0.5) - fround(from)) / cells));
  const first = Math.min(Math.max(0, Math.floor(from)), pixels);
  const last = Math.max(first, Math.min(pixels, Math.floor(from + extent) + 2));
  const row = last - first + 1;
  const sums = new Float64Array(cells * row);
  const cell = extent / cells;
  const weight = 1 / Math.max(samples, 1);
  for (let p = 0; p < cells; p++) {
    const base = p * row + 1 - first;
    for (let i = 0; i < samples; i++) {
      let position = from + p * cell + ((i + 0.5) * cell) / samples;
      if (position < -1 || position > pixels) continue;
      position = Math.max(position, 0);
      const below = Math.min(Math.floor(position), pixels - 1);
      const fraction = below >= pixels - 1 ? 0 : position - below;
      sums[base + below] += weight * (1 - fraction);
      if (fraction > 0) sums[base + below + 1] += weight * fraction;
    }
    for (let k = 1; k < row; k++) sums[p * row + k] += sums[p * row + k - 1];
  }
  return { first, last, sums };
}
