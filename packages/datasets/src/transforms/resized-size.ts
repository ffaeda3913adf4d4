/** Sizes between which a resize keeps the ratio, in pixels. */
export interface SizeLimits {
  /** The shorter side becomes this long … */
  readonly shortSide: number;
  /** … unless the longer one would become longer than this. */
  readonly longSide: number;
}

/** A size in pixels. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Size of an image after a resize that keeps its ratio: both sides times min(long / longer side, short / shorter side),
 * rounded half up, in double precision.
 *
 * @see mmcv 1.x, image/geometric.py, rescale_size; detectron2's shortest-edge rule gives the same sizes
 */
export function resizedSize({ width, height }: PixelSize, { shortSide, longSide }: SizeLimits): PixelSize {
  const factor = Math.min(longSide / Math.max(width, height), shortSide / Math.min(width, height));
  return { width: Math.floor(width * factor + 0.5), height: Math.floor(height * factor + 0.5) };
}

/** The next multiple of `divisor`: sizes of padded images. */
export function paddedSide(side: number, divisor: number): number {
  return Math.ceil(side / divisor) * divisor;
}
