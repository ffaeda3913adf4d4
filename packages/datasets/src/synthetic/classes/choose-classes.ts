import { ConfigError, type RandomStream } from '@ecm/core';

import type { Concept } from '../glyphs/concepts.js';

/**
 * Chooses what the classes are: all of a tier before any of the next, at random inside a tier.
 *
 * @returns concepts in alphabetical order, as the categories of LVIS are
 * @throws ConfigError if the tiers together are too few
 */
export function chooseClasses(classes: number, tiers: readonly (readonly Concept[])[], random: RandomStream): Concept[] {
  const candidates = tiers.flatMap((tier) => Array.from(random.permutation(tier.length), (index) => tier[index]));
  if (candidates.length < classes) {
    const message = `The chosen glyph sets have ${candidates.length} drawings in common, too few for ${classes} classes. Ask for fewer classes or fewer glyph sets.`;
    throw new ConfigError([{ path: '/classes', message }]);
  }
  return candidates.slice(0, classes).sort((a, b) => (a.name < b.name ? -1 : 1));
}
