import type { Boxes } from '@ecm/core';

const fround = Math.fround;

/** Shapes of the anchors of one cell. */
export interface BaseAnchorOptions {
  /** Side of a square anchor of scale 1, in pixels. */
  readonly baseSize: number;
  readonly scales: readonly number[];
  /** Height divided by width. */
  readonly ratios: readonly number[];
  /** Centre of the anchors as a share of the base size; 0 is the cell's corner. */
  readonly centerOffset: number;
  /** Order of the anchors of a cell: ratios outside, scales inside; else scales outside. */
  readonly scaleMajor: boolean;
}

/**
 * Anchors of the cell at row 0, column 0, unrounded, in float32 arithmetic as in the reference.
 *
 * @returns float32 [ratios · scales · 4]
 * @see mmdetection, core/anchor/anchor_generator.py, gen_single_level_base_anchors
 */
export function baseAnchors({ baseSize, scales, ratios, centerOffset, scaleMajor }: BaseAnchorOptions): Boxes {
  const pairs = scaleMajor
    ? ratios.flatMap((ratio) => scales.map((scale) => [ratio, scale] as const))
    : scales.flatMap((scale) => ratios.map((ratio) => [ratio, scale] as const));
  const centre = centerOffset * baseSize;
  return Float32Array.from(
    pairs.flatMap(([ratio, scale]) => {
      const heightRatio = fround(Math.sqrt(fround(ratio)));
      const widthRatio = fround(1 / heightRatio);
      const half = (sideRatio: number): number => {
        const [first, second] = scaleMajor ? [sideRatio, scale] : [scale, sideRatio];
        return fround(0.5 * fround(fround(baseSize * fround(first)) * fround(second)));
      };
      const [halfWidth, halfHeight] = [half(widthRatio), half(heightRatio)];
      return [centre - halfWidth, centre - halfHeight, centre + halfWidth, centre + halfHeight];
    }),
  );
}
