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
