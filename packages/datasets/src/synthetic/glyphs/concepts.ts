import type { GlyphSet, GlyphSetName } from './glyph-set.js';

/** A thing to be drawn: its name and the glyph that draws it in each set. */
export interface Concept {
  readonly name: string;
  readonly glyphs: Readonly<Partial<Record<GlyphSetName, string>>>;
}

/**
 * Names under which the sets draw different things (a cat and a cat's head, a computer keyboard and a piano's), or of which one
 * drawing is broken; found by looking at all of them side by side.
 */
const notTheSame = new Set([
  ...['bikini', 'crown', 'dress', 'glasses', 'jeans', 'kimono', 'lipstick', 'monkey', 'monkey-face', 'ring', 'syringe', 'womans-hat'],
  ...['bird', 'boar', 'cat', 'dog', 'mouse', 'pig', 'tiger', 'keyboard', 'sunglasses', 'construction', 'fog', 'desktop-computer'],
  ...['window', 'tram-car', 'linked-paperclips', 'calendar'],
]);

const squashed = (name: string): string => name.replaceAll('-', '');

/**
 * Finds the concepts that several glyph sets draw, by name: equal but for hyphens.
 *
 * @param names names in the first set
 * @param sets glyph sets that all have to draw a concept
 */
export function sharedConcepts(names: readonly string[], sets: readonly GlyphSet[]): Concept[] {
  const bySquashedName = sets.map((set) => new Map(set.names.map((name) => [squashed(name), name])));
  return names.flatMap((name) => {
    const glyphs = sets.map((set, i) => [set.origin.name, bySquashedName[i].get(squashed(name))] as const);
    if (glyphs.some(([, glyph]) => glyph === undefined) || (sets.length > 1 && notTheSame.has(name))) return [];
    return [{ name, glyphs: Object.fromEntries(glyphs) }];
  });
}
