import { describe, expect, it } from 'vitest';

import { glyphSetNames, loadGlyphSet } from './glyph-set.js';

describe('loadGlyphSet', () => {
  it('reads sets whose licences allow to pass the pictures on', async () => {
    const sets = await Promise.all(glyphSetNames.map(loadGlyphSet));
    expect(sets.map(({ origin }) => [origin.name, origin.licence])).toEqual([
      ['noto', 'Apache-2.0'],
      ['fxemoji', 'Apache-2.0'],
      ['fluent-emoji-flat', 'MIT'],
    ]);
    expect(sets.every(({ origin }) => /^\d+\.\d+\.\d+$/.test(origin.version))).toBe(true);
  });

  it('writes documents of the asked size and refuses unknown glyphs', async () => {
    const noto = await loadGlyphSet('noto');
    expect(noto.svg('fox', 64)).toMatch(/^<svg [^>]*width="64" height="64" viewBox="0 0 128 128">/);
    expect(() => noto.svg('toString', 64)).toThrow(/noto .* has no glyph 'toString'/);
  });
});
