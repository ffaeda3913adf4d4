import { beforeAll, describe, expect, it } from 'vitest';

import { GlyphCrops } from './glyph-crops.js';

describe('GlyphCrops', () => {
  let crops: GlyphCrops;
  beforeAll(async () => {
    crops = await GlyphCrops.open({ seed: 3, count: 24, glyphs: 8 });
  });

  it('gives every class in turn, 48 × 48 pixels each', () => {
    const all = Array.from(crops);
    expect(all.map(({ label }) => label)).toEqual(Array.from({ length: 24 }, (_, index) => index % 8));
    expect(all.every(({ pixels }) => pixels.length === 48 * 48 * 3)).toBe(true);
    expect(crops.names).toHaveLength(8);
  });

  it('gives the same pixels for the same seed, in any order, and others for another seed', async () => {
    const again = await GlyphCrops.open({ seed: 3, count: 24, glyphs: 8 });
    const other = await GlyphCrops.open({ seed: 4, count: 24, glyphs: 8 });
    expect(again.at(7)).toEqual(crops.at(7));
    expect(again.at(0)).toEqual(crops.at(0));
    expect(other.at(0)).not.toEqual(crops.at(0));
  });

  it('refuses crops and glyphs that there are not', async () => {
    expect(() => crops.at(24)).toThrow('There is no crop 24 of 24.');
    await expect(GlyphCrops.open({ seed: 0, count: 1, glyphs: 201 })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: /glyphs: must be a whole number from 1 to 200, the glyphs kept for pre-training, but is 201.]`,
    );
  });
});
