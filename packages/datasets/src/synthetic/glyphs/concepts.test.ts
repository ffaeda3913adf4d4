import { describe, expect, it } from 'vitest';

import { sharedConcepts } from './concepts.js';
import { loadGlyphSet } from './glyph-set.js';

describe('sharedConcepts', () => {
  it('matches names but for hyphens and leaves out what one set lacks or draws as something else', async () => {
    const sets = [await loadGlyphSet('noto'), await loadGlyphSet('fxemoji')];
    // fxemoji has no orca, and its "cat" is a cat's head.
    expect(sharedConcepts(['alarm-clock', 'orca', 'cat'], sets)).toEqual([
      { name: 'alarm-clock', glyphs: { noto: 'alarm-clock', fxemoji: 'alarmclock' } },
    ]);
  });
});
