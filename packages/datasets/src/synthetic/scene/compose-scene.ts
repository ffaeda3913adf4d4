import type { RandomStream } from '@ecm/core';

import type { GlyphImage } from '../glyphs/glyph-image.js';
import { paintBackground } from './background.js';
import { placeGlyph } from './place-glyph.js';
import type { PoseSampler } from './glyph-pose.js';
import { poisson } from './poisson.js';
import { SceneCanvas } from './scene-canvas.js';

/** What a scene is made of. */
export interface SceneContents {
  readonly size: number;
  /** Glyph of each object. */
  readonly objects: readonly GlyphImage[];
  readonly clutterGlyphs: readonly GlyphImage[];
  /** Mean number of clutter glyphs. */
  readonly clutter: number;
  readonly occlusion: number;
  readonly poses: PoseSampler;
}

/** A finished picture. */
export interface Scene {
  readonly canvas: SceneCanvas;
  /** Number on the canvas of each object, in the order of the contents. */
  readonly numbers: readonly number[];
}

/**
 * Puts objects and clutter in random order onto a background. Clutter that finds no place is left out.
 *
 * @returns undefined if an object finds no place
 */
export function composeScene(contents: SceneContents, random: RandomStream): Scene | undefined {
  const { size, objects, clutterGlyphs, occlusion, poses } = contents;
  const canvas = new SceneCanvas(size, paintBackground(size, random));
  const clutter = Array.from({ length: poisson(contents.clutter, random) }, () => clutterGlyphs[random.integer(clutterGlyphs.length)]);
  const things = [...objects, ...clutter];
  const numbers = new Array<number>(objects.length).fill(0);
  const protectedThings = new Set<number>();
  for (const thing of random.permutation(things.length)) {
    const number = placeGlyph(canvas, things[thing], { poses, occlusion, protectedThings }, random);
    if (thing >= objects.length) continue;
    if (number === undefined) return undefined;
    numbers[thing] = number;
    protectedThings.add(number);
  }
  return { canvas, numbers };
}
