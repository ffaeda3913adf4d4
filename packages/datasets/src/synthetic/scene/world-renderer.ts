import { SeededRandom, UserError } from '@ecm/core';

import type { GlyphLibrary } from '../glyphs/glyph-library.js';
import type { WorldOptions } from '../options/world-options.js';
import type { SplitName, WorldPlan } from '../plan/world-plan.js';
import { composeScene, type Scene } from './compose-scene.js';
import { finishPixels } from './finish-pixels.js';
import { PoseSampler } from './glyph-pose.js';

/** A rendered image. */
export interface RenderedImage {
  /** RGB, one byte each, row by row. */
  readonly pixels: Uint8Array;
  /** Number of the thing on top of each pixel. */
  readonly owners: Int16Array;
  /** Number of each annotated object, in the order of the image's plan. */
  readonly numbers: readonly number[];
}

const attempts = 20;

/** Renders the images of a world, each from its own random stream, so that order and parallel work do not matter. */
export class WorldRenderer {
  readonly #options: WorldOptions;
  readonly #plan: WorldPlan;
  readonly #library: GlyphLibrary;
  readonly #poses: PoseSampler;
  readonly #seed: number;

  constructor(options: WorldOptions, plan: WorldPlan, library: GlyphLibrary, seed: number) {
    this.#options = options;
    this.#plan = plan;
    this.#library = library;
    this.#poses = new PoseSampler(options.objectSize);
    this.#seed = seed;
  }

  /** @throws UserError if the objects do not fit into the image */
  render(split: SplitName, index: number): RenderedImage {
    const { draw, imageSize, occlusion, maxObjects } = this.#options;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const random = new SeededRandom('world', this.#seed, draw, split, index, attempt);
      const scene = this.#compose(split, index, random);
      if (scene === undefined) continue;
      const { canvas, numbers } = scene;
      const objects = this.#plan.splits[split][index].labels.length;
      return { pixels: finishPixels(canvas.colours, random), owners: canvas.owners, numbers: numbers.slice(0, objects) };
    }
    const limits = `images of ${imageSize} pixels with up to ${maxObjects} objects and occlusion ${occlusion}`;
    throw new UserError(
      `Image ${index + 1} of ${split} stayed too crowded in ${attempts} attempts (${limits}). Ask for larger images, smaller objects or fewer per image.`,
    );
  }

  #compose(split: SplitName, index: number, random: SeededRandom): Scene | undefined {
    const { imageSize, clutter, occlusion, trainGlyphs, valGlyphs } = this.#options;
    const { labels, unlabelled } = this.#plan.splits[split][index];
    const sets = split === 'train' ? trainGlyphs : valGlyphs;
    const drawn = unlabelled < 0 ? labels : [...labels, unlabelled];
    const objects = drawn.map((label) => this.#library.glyph(label, sets[random.integer(sets.length)]));
    const contents = { size: imageSize, objects, clutterGlyphs: this.#library.clutter, clutter, occlusion, poses: this.#poses };
    return composeScene(contents, random);
  }
}
