const LARGEST = 2 ** 30;

/**
 * A polygon coordinate as the rasteriser's first step makes it: `trunc(5 v + 0.5)`.
 *
 * @param value pixels; beyond ±2^30 / 5 it is clamped, far outside any image
 * @see cocoapi, common/maskApi.c, rleFrPoly
 */
export function upsampled(value: number): number {
  return Math.trunc(Math.min(LARGEST, Math.max(-LARGEST, 5 * value + 0.5)));
}

/** @returns a coordinate in pixels for which `upsampled` gives this integer back */
export function coordinateOf(integer: number): number {
  // Truncation goes towards zero, so a negative integer stands for the values up to one below it.
  return integer < 0 ? (integer - 0.9) / 5 : integer / 5;
}
