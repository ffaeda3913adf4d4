import { describe, expect, it } from 'vitest';

import { glyphImage } from './glyph-image.js';

/** A picture whose pixels are all `rgba` inside a rectangle and transparent white outside. */
function picture(width: number, height: number, [x0, y0, x1, y1]: number[], rgba: number[]): Uint8Array {
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inside = x >= x0 && x < x1 && y >= y0 && y < y1;
      pixels.set(inside ? rgba : [255, 255, 255, 0], (y * width + x) * 4);
    }
  }
  return pixels;
}

describe('glyphImage', () => {
  it('cuts to the outline and premultiplies', () => {
    const { levels } = glyphImage(picture(9, 7, [2, 3, 5, 5], [200, 100, 0, 128]), 9, 7);
    expect(levels[0]).toMatchObject({ width: 3, height: 2 });
    // 200 · 128 / 255 = 100.4, 100 · 128 / 255 = 50.2
    expect(Array.from(levels[0].pixels.subarray(0, 4))).toEqual([100, 50, 0, 128]);
  });

  it('halves without a fringe: transparent white next to black gives black at half alpha', () => {
    const pixels = picture(32, 32, [0, 0, 31, 32], [0, 0, 0, 255]);
    pixels.set([9, 9, 9, 10], 31 * 4);
    const [full, half] = glyphImage(pixels, 32, 32).levels;
    expect([full.width, half.width, half.height]).toEqual([32, 16, 16]);
    // Last column, second row: two black pixels, two transparent white ones.
    expect(Array.from(half.pixels.subarray((16 + 15) * 4, (16 + 16) * 4))).toEqual([0, 0, 0, 128]);
  });

  it('rounds odd sizes up and stops before levels become too small', () => {
    const { levels } = glyphImage(picture(37, 20, [0, 0, 37, 20], [0, 0, 0, 255]), 37, 20);
    expect(levels.map(({ width, height }) => [width, height])).toEqual([
      [37, 20],
      [19, 10],
    ]);
  });

  it('refuses an empty picture', () => {
    expect(() => glyphImage(new Uint8Array(64), 4, 4)).toThrow('Nothing of the glyph is visible.');
  });
});
