import type { Concept } from './concepts.js';
import type { GlyphImage } from './glyph-image.js';
import { type GlyphSetName, loadGlyphSet } from './glyph-set.js';
import { rasteriseGlyph } from './rasterise-glyph.js';

/** All glyphs of a world as pixels. */
export interface GlyphLibrary {
  readonly clutter: readonly GlyphImage[];
  /** The drawing of a class in one of the sets that the library was made for. */
  glyph(label: number, set: GlyphSetName): GlyphImage;
}

/** What a library holds. */
export interface GlyphLibraryContents {
  /** By label. */
  readonly concepts: readonly Concept[];
  readonly sets: readonly GlyphSetName[];
  /** Names in noto. */
  readonly clutter: readonly string[];
  /** Side in pixels at which glyphs are rasterised. */
  readonly size: number;
}

/** Rasterises every glyph of a world once. */
export async function openGlyphLibrary({ concepts, sets, clutter, size }: GlyphLibraryContents): Promise<GlyphLibrary> {
  const noto = await loadGlyphSet('noto');
  const drawings = new Map<GlyphSetName, readonly GlyphImage[]>();
  for (const name of new Set(sets)) {
    const set = await loadGlyphSet(name);
    drawings.set(name, await Promise.all(concepts.map((concept) => rasteriseGlyph(set, concept.glyphs[name] ?? concept.name, size))));
  }
  return {
    clutter: await Promise.all(clutter.map((name) => rasteriseGlyph(noto, name, size))),
    glyph(label, set) {
      const glyphs = drawings.get(set);
      if (glyphs === undefined) throw new RangeError(`The library holds no drawings of ${set}.`);
      return glyphs[label];
    },
  };
}

/**
 * The size at which glyphs are rasterised for objects up to a size: the next multiple of 32 that is at least twice as large, because
 * a glyph may fill no more than half of its drawing area.
 */
export function rasterSize(largestObject: number): number {
  return 32 * Math.ceil((2 * largestObject) / 32);
}
