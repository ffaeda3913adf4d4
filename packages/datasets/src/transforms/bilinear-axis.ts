/** For each pixel of the result: the two neighbours in the source and the share of the second one. */
export interface BilinearAxis {
  /** int32 [to] */
  readonly first: Int32Array;
  /** int32 [to]; equals `first` at the borders */
  readonly second: Int32Array;
  /** Share of `second`, 0 … 1; float64 [to] */
  readonly fraction: Float64Array;
}

/**
 * Positions of a bilinear resize without antialiasing along one axis: pixel d of the result lies at
 * (d + 0.5) · from / to − 0.5 of the source; beyond the first and last centre the border pixel counts alone.
 *
 * @see OpenCV, modules/imgproc/src/resize.cpp, INTER_LINEAR
 */
export function bilinearAxis(from: number, to: number): BilinearAxis {
  const [first, second, fraction] = [new Int32Array(to), new Int32Array(to), new Float64Array(to)];
  const step = 1 / (to / from);
  for (let d = 0; d < to; d++) {
    const position = (d + 0.5) * step - 0.5;
    const below = Math.min(Math.max(Math.floor(position), 0), from - 1);
    const inside = position > 0 && below < from - 1;
    first[d] = below;
    second[d] = inside ? below + 1 : below;
    fraction[d] = inside ? position - below : 0;
  }
  return { first, second, fraction };
}
