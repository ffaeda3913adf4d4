/** A drawn glyph, ready to be pasted: only its solid pixels count as the object. */
export interface Patch {
  readonly width: number;
  readonly height: number;
  /** Premultiplied colour 0 … 255 and alpha 0 … 1, float32 [height, width, 4]. */
  readonly pixels: Float32Array;
  /** Number of solid pixels. */
  readonly area: number;
  /** Smallest rectangle that holds the solid pixels; right and bottom are the first column and row outside. */
  readonly solid: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
}

/** A pixel belongs to the object from this alpha on. */
export const solidAlpha = 0.5;

/** Measures drawn pixels and makes them a patch. */
export function patchOf(pixels: Float32Array, width: number, height: number): Patch {
  let [left, top, right, bottom, area] = [width, height, 0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (pixels[(y * width + x) * 4 + 3] < solidAlpha) continue;
      area++;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      if (y >= bottom) bottom = y + 1;
    }
  }
  return { width, height, pixels, area, solid: { left, top, right, bottom } };
}
