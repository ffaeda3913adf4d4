import { describe, expect, it } from 'vitest';

import { openGlyphLibrary, rasterSize } from './glyph-library.js';

describe('openGlyphLibrary', () => {
  it('holds the drawings of each class in each set, and clutter', async () => {
    const concepts = [{ name: 'fox', glyphs: { noto: 'fox', 'fluent-emoji-flat': 'fox' } }];
    const library = await openGlyphLibrary({ concepts, sets: ['noto', 'fluent-emoji-flat'], clutter: ['zzz'], size: 64 });
    const sizes = [library.glyph(0, 'noto'), library.glyph(0, 'fluent-emoji-flat'), library.clutter[0]].map(({ levels }) =>
      Math.max(levels[0].width, levels[0].height),
    );
    expect(sizes.every((size) => size > 48 && size <= 64)).toBe(true);
    expect(() => library.glyph(0, 'fxemoji')).toThrow('no drawings of fxemoji');
  });

  it('rasterises at twice the size of the largest object', () => {
    expect([48, 49, 12].map(rasterSize)).toEqual([96, 128, 32]);
  });
});
