/** One resolution of a glyph: premultiplied RGBA, one byte each, row by row. */
export interface GlyphLevel {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A glyph cut to its outline, at full resolution and at halves of it. */
export interface GlyphImage {
  /** Each level half as wide and high as the one before (rounded up); the first is the largest. */
  readonly levels: readonly GlyphLevel[];
}

/** Below this alpha (of 255) a pixel does not count as part of the outline. */
const outlineAlpha = 8;
/** No level is smaller than this. */
const smallestLevel = 8;

/**
 * Makes a glyph's levels from a raster picture. Colours are multiplied by alpha before anything is averaged: the colour of
 * transparent pixels would show as a fringe otherwise.
 *
 * @param rgba straight alpha, one byte per channel, [height, width, 4]
 * @throws RangeError if nothing is visible
 */
export function glyphImage(rgba: Uint8Array, width: number, height: number): GlyphImage {
  const levels = [cutToOutline(premultiply(rgba), width, height)];
  for (let level = levels[0]; Math.min(level.width, level.height) >= 2 * smallestLevel; levels.push(level)) level = halve(level);
  return { levels };
}

function premultiply(rgba: Uint8Array): Uint8Array {
  const pixels = Uint8Array.from(rgba);
  for (let i = 0; i < pixels.length; i += 4) {
    const alpha = pixels[i + 3];
    for (let channel = i; channel < i + 3; channel++) pixels[channel] = Math.floor((pixels[channel] * alpha + 127) / 255);
  }
  return pixels;
}

function cutToOutline(pixels: Uint8Array, width: number, height: number): GlyphLevel {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (pixels[(y * width + x) * 4 + 3] < outlineAlpha) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  if (right < 0) throw new RangeError('Nothing of the glyph is visible.');
  const cut = { width: right - left + 1, height: bottom - top + 1 };
  const rowBytes = cut.width * 4;
  const target = new Uint8Array(cut.height * rowBytes);
  for (let y = 0; y < cut.height; y++) {
    const start = ((top + y) * width + left) * 4;
    target.set(pixels.subarray(start, start + rowBytes), y * rowBytes);
  }
  return { ...cut, pixels: target };
}

/** Averages squares of four pixels; what lies outside is transparent. */
function halve({ width, height, pixels }: GlyphLevel): GlyphLevel {
  const half = { width: (width + 1) >> 1, height: (height + 1) >> 1 };
  const target = new Uint8Array(half.width * half.height * 4);
  for (let i = 0; i < target.length; i++) {
    const channel = i % 4;
    const x = 2 * ((i >> 2) % half.width);
    const y = 2 * Math.floor((i >> 2) / half.width);
    let sum = 2;
    for (let v = y; v < Math.min(y + 2, height); v++) {
      for (let u = x; u < Math.min(x + 2, width); u++) sum += pixels[(v * width + u) * 4 + channel];
    }
    target[i] = sum >> 2;
  }
  return { ...half, pixels: target };
}
