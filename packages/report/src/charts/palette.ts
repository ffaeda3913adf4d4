import type { FrequencyGroup } from '@ecm/core';

const runColours = ['#2f6db5', '#d9772b', '#3a9d5d', '#b03a5b', '#7a5ea8', '#5f6b7a', '#b59a1d', '#2fa3a8'];

/** Colour of the run at a position; after eight they repeat. */
export function runColour(index: number): string {
  return runColours[index % runColours.length];
}

/** Colours of rare, common and frequent classes. */
export const groupColours: Readonly<Record<FrequencyGroup, string>> = { r: '#c2413b', c: '#d9a02b', f: '#3a8f5d' };

/** What the letters of frequency groups stand for. */
export const groupNames: Readonly<Record<FrequencyGroup, string>> = { r: 'rare', c: 'common', f: 'frequent' };
