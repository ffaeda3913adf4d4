import { SeededRandom } from '@ecm/core';

import { type Concept, sharedConcepts } from './concepts.js';
import { type GlyphSet, type GlyphSetName, glyphSetNames, loadGlyphSet } from './glyph-set.js';

/** Glyphs by use; no glyph has two uses, whatever the world. */
export interface GlyphPools {
  /**
   * What can be a class, in tiers: animals, food, objects, travel and activities without those kept for pre-training, then people
   * without skin tones, then what clutter leaves of symbols and smileys, and last what flips and rotations make ambiguous.
   * A tier is touched only when the ones before it are used up.
   */
  readonly classTiers: readonly (readonly Concept[])[];
  /** Drawn between the objects, never a class: 120 symbols and smileys. */
  readonly clutter: readonly string[];
  /** Kept for pre-training backbones: 200 things that no world has as a class. */
  readonly pretraining: readonly string[];
}

/** Mirror images and rotations of other glyphs: 23 of the 24 clock faces, waning moons, things that point to the right. */
const ambiguous = /^(?!twelve-oclock).*-(oclock|thirty)$|^waning-|^last-quarter-|facing-right|^right-facing|^rightwards-|-right$/;

const clutterGlyphs = 120;
const pretrainingGlyphs = 200;

/**
 * Divides the glyphs of noto by use. The division has a seed of its own, so that it is the same for all worlds.
 *
 * @param sets glyph sets that have to draw every class; noto's names are the classes' names
 */
export async function glyphPools(sets: readonly GlyphSetName[]): Promise<GlyphPools> {
  const noto = await loadGlyphSet('noto');
  const required = await Promise.all(sets.map(loadGlyphSet));
  const allThings = namesOf(noto, ['Animals & Nature', 'Food & Drink', 'Objects', 'Travel & Places', 'Activities']);
  const things = allThings.filter((name) => !ambiguous.test(name));
  const signs = shuffled(namesOf(noto, ['Symbols', 'Smileys & Emotion']), 'clutter');
  const allPeople = namesOf(noto, ['People & Body']).filter((name) => !name.includes('skin-tone'));
  const people = allPeople.filter((name) => !ambiguous.test(name));
  // Things that all sets draw are needed as classes; pre-training can do with the others.
  const everySet = await Promise.all(glyphSetNames.map(loadGlyphSet));
  const drawnByAll = new Set(sharedConcepts(things, everySet).map(({ name }) => name));
  const spare = things.filter((name) => !drawnByAll.has(name));
  const pretraining = shuffled(spare, 'pretraining').slice(0, pretrainingGlyphs);
  const kept = new Set(pretraining);
  const lookalikes = [...allThings, ...allPeople].filter((name) => ambiguous.test(name));
  const tiers = [things.filter((name) => !kept.has(name)), people, signs.slice(clutterGlyphs).sort(), lookalikes];
  return {
    classTiers: tiers.map((names) => sharedConcepts(names, required)),
    clutter: signs.slice(0, clutterGlyphs),
    pretraining,
  };
}

function namesOf(set: GlyphSet, categories: readonly string[]): string[] {
  return categories.flatMap((category) => set.categories[category] ?? []).sort();
}

function shuffled(names: readonly string[], purpose: string): string[] {
  return Array.from(new SeededRandom('glyph pools', purpose).permutation(names.length), (index) => names[index]);
}
