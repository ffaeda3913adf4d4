import type { RandomStream } from '@ecm/core';

import type { GlyphImage } from '../glyphs/glyph-image.js';
import { drawGlyph } from './draw-glyph.js';
import type { PoseSampler } from './glyph-pose.js';
import type { SceneCanvas } from './scene-canvas.js';

/** Rules of placement. */
export interface PlacementRules {
  readonly poses: PoseSampler;
  /** Largest share of a protected thing that may be hidden. */
  readonly occlusion: number;
  /** Numbers of the things on the canvas that must stay visible. */
  readonly protectedThings: ReadonlySet<number>;
}

/** Poses tried, and positions tried for each. */
const poseTries = 8;
const positionTries = 24;
/** Smaller objects cannot be told apart, not even by people. */
const leastArea = 30;

/**
 * Pastes a glyph at a random pose and place, wholly inside the picture, such that no protected thing is hidden more than allowed.
 * After each pose that finds no place the largest size shrinks to the one that failed.
 *
 * @returns the thing's number on the canvas, or undefined if no place was found
 */
export function placeGlyph(
  canvas: SceneCanvas,
  glyph: GlyphImage,
  { poses, occlusion, protectedThings }: PlacementRules,
  random: RandomStream,
): number | undefined {
  let largest = Infinity;
  for (let i = 0; i < poseTries; i++) {
    const pose = poses.sample(random, largest);
    const patch = drawGlyph(glyph, pose);
    const { left, top, right, bottom } = patch.solid;
    if (patch.area < leastArea) continue;
    for (let j = 0; j < positionTries; j++) {
      const x = random.integer(canvas.size - (right - left) + 1) - left;
      const y = random.integer(canvas.size - (bottom - top) + 1) - top;
      const hidden = canvas.hiddenBy(patch, x, y);
      const allowed = Array.from(hidden).every(([thing, share]) => share <= occlusion || !protectedThings.has(thing));
      if (allowed) return canvas.paste(patch, x, y);
    }
    largest = pose.size;
  }
  return undefined;
}
