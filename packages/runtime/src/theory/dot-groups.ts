import type { FrequencyGroup } from '@ecm/core';

import type { ScoreDot } from './score-dots.js';

const names: Readonly<Record<FrequencyGroup, string>> = { r: 'rare', c: 'common', f: 'frequent' };

/** Dots by frequency group, rare first; groups without dots are left out. */
export function dotGroups(dots: readonly ScoreDot[]): readonly { readonly name: string; readonly dots: readonly ScoreDot[] }[] {
  return (['r', 'c', 'f'] as const)
    .map((group) => ({ name: names[group], dots: dots.filter(({ frequency }) => frequency === group) }))
    .filter((group) => group.dots.length > 0);
}
