import sharp from 'sharp';

import { type GlyphImage, glyphImage } from './glyph-image.js';
import type { GlyphSet } from './glyph-set.js';

/**
 * Turns a glyph into pixels. This is the one step of the synthetic world that is not arithmetic of our own: librsvg, inside the
 * prebuilt binaries of sharp, draws the SVG. (resvg is no choice: it ends the process on one of the glyphs.)
 *
 * @param size longer side of the glyph's drawing area in pixels
 */
export async function rasteriseGlyph(set: GlyphSet, name: string, size: number): Promise<GlyphImage> {
  const { data, info } = await sharp(Buffer.from(set.svg(name, size)))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return glyphImage(data, info.width, info.height);
}
