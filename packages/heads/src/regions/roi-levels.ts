import type { Boxes } from '@ecm/core';

const { fround } = Math;

/** How regions are spread over pyramid levels. */
export interface RoiLevelOptions {
  /** Regions below twice this size (square root of the area, pixels) take the finest level. */
  readonly finestScale: number;
  /** Number of levels used, from the finest. */
  readonly levels: number;
}

/**
 * Pyramid level of each region: ⌊log2(√(w · h) / finestScale + 1e-6)⌋, cut to 0 … levels − 1. Float32 steps, as the reference's.
 *
 * @param boxes float32 [R · 4]
 * @returns int32 [R]
 * @see Lin et al., CVPR 2017, Eq. (1); mmdetection's SingleRoIExtractor
 */
export function roiLevels(boxes: Boxes, { finestScale, levels }: RoiLevelOptions): Int32Array {
  return Int32Array.from({ length: boxes.length / 4 }, (_, i) => {
    const width = fround(boxes[4 * i + 2] - boxes[4 * i]);
    const height = fround(boxes[4 * i + 3] - boxes[4 * i + 1]);
    const scale = fround(Math.sqrt(fround(width * height)));
    const octave = Math.floor(fround(Math.log2(fround(fround(scale / finestScale) + 1e-6))));
    return Math.min(Math.max(octave, 0), levels - 1);
  });
}
