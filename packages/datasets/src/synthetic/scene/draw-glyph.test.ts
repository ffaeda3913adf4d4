import { describe, expect, it } from 'vitest';

import { glyphImage } from '../glyphs/glyph-image.js';
import { drawGlyph } from './draw-glyph.js';

const upright = { size: 20, aspect: 1, cosine: 1, sine: 0, flipped: false, gains: [1, 1, 1] } as const;

/** A solid picture, left half red, right half blue. */
const twoColours = (width: number, height: number) => {
  const pixels = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) pixels.set(i % width < width / 2 ? [255, 0, 0, 255] : [0, 0, 255, 255], i * 4);
  return glyphImage(pixels, width, height);
};

describe('drawGlyph', () => {
  it('draws the longer side at the asked size', () => {
    const { solid, area } = drawGlyph(twoColours(40, 20), upright);
    expect([solid.right - solid.left, solid.bottom - solid.top]).toEqual([20, 10]);
    expect(area).toBe(200);
  });

  it('mirrors', () => {
    const [plain, mirrored] = [false, true].map((flipped) => drawGlyph(twoColours(40, 40), { ...upright, flipped }));
    const left = (plain.solid.top + 5) * plain.width + plain.solid.left + 2;
    expect(Array.from(plain.pixels.subarray(left * 4, left * 4 + 4))).toEqual([255, 0, 0, 1]);
    expect(Array.from(mirrored.pixels.subarray(left * 4, left * 4 + 4))).toEqual([0, 0, 255, 1]);
  });

  it('keeps the area under rotation and aspect', () => {
    const [cosine, sine] = [0.8, 0.6];
    expect(drawGlyph(twoColours(40, 40), { ...upright, size: 40, cosine, sine, aspect: 1.18 }).area).toBeGreaterThan(1560);
    expect(drawGlyph(twoColours(40, 40), { ...upright, size: 40, cosine, sine, aspect: 1.18 }).area).toBeLessThan(1640);
  });

  it('colours without exceeding alpha', () => {
    const { pixels } = drawGlyph(twoColours(40, 40), { ...upright, gains: [1.3, 1, 0.5] });
    for (let i = 0; i < pixels.length; i += 4) {
      const limit = pixels[i + 3] * 255 + 1e-4;
      expect([pixels[i] <= limit, pixels[i + 2] <= limit / 2 + 1e-4]).toEqual([true, true]);
    }
  });
});
