import { ConfigError, SeededRandom } from '@ecm/core';

import type { GlyphImage } from '../glyphs/glyph-image.js';
import { rasterSize } from '../glyphs/glyph-library.js';
import { glyphPools } from '../glyphs/glyph-pools.js';
import { loadGlyphSet } from '../glyphs/glyph-set.js';
import { rasteriseGlyph } from '../glyphs/rasterise-glyph.js';
import { paintBackground } from '../scene/background.js';
import { drawGlyph } from '../scene/draw-glyph.js';
import { finishPixels } from '../scene/finish-pixels.js';
import { PoseSampler } from '../scene/glyph-pose.js';
import { SceneCanvas } from '../scene/scene-canvas.js';

/** What crops to make. */
export interface GlyphCropOptions {
  readonly seed: number;
  /** Number of crops. */
  readonly count: number;
  /** Number of classes, at most 200. */
  readonly glyphs?: number;
  /** Side of a crop in pixels. */
  readonly size?: number;
}

/** One glyph on a textured background. */
export interface GlyphCrop {
  /** RGB, one byte each, [size, size, 3]. */
  readonly pixels: Uint8Array;
  /** Class, 0 … glyphs − 1. */
  readonly label: number;
}

/**
 * Pictures for pre-training a backbone as a classifier: single glyphs that no synthetic world has as a class. Each crop is
 * made when it is asked for, from a random stream of its own; equal options give equal pixels.
 */
export class GlyphCrops implements Iterable<GlyphCrop> {
  readonly count: number;
  readonly size: number;
  /** By label. */
  readonly names: readonly string[];
  readonly #glyphs: readonly GlyphImage[];
  readonly #poses: PoseSampler;
  readonly #seed: number;

  private constructor({ seed, count, size }: Required<GlyphCropOptions>, names: readonly string[], glyphs: readonly GlyphImage[]) {
    this.count = count;
    this.size = size;
    this.names = names;
    this.#glyphs = glyphs;
    this.#poses = new PoseSampler(sizeRange(size));
    this.#seed = seed;
  }

  /** @throws ConfigError if more glyphs are asked for than are kept for pre-training */
  static async open({ seed, count, glyphs = 200, size = 48 }: GlyphCropOptions): Promise<GlyphCrops> {
    const { pretraining } = await glyphPools(['noto']);
    if (!(Number.isInteger(glyphs) && glyphs >= 1 && glyphs <= pretraining.length)) {
      const message = `must be a whole number from 1 to ${pretraining.length}, the glyphs kept for pre-training, but is ${glyphs}.`;
      throw new ConfigError([{ path: '/glyphs', message }]);
    }
    const noto = await loadGlyphSet('noto');
    const names = pretraining.slice(0, glyphs);
    const raster = rasterSize(sizeRange(size)[1]);
    const images = await Promise.all(names.map((name) => rasteriseGlyph(noto, name, raster)));
    return new GlyphCrops({ seed, count, glyphs, size }, names, images);
  }

  /** @returns the crop at an index; labels follow each other in turn, so that all classes are equally frequent */
  at(index: number): GlyphCrop {
    if (!(Number.isInteger(index) && index >= 0 && index < this.count)) throw new RangeError(`There is no crop ${index} of ${this.count}.`);
    const label = index % this.#glyphs.length;
    const random = new SeededRandom('glyph crops', this.#seed, index);
    const canvas = new SceneCanvas(this.size, paintBackground(this.size, random));
    const patch = drawGlyph(this.#glyphs[label], this.#poses.sample(random));
    // The glyph's centre lies in the middle quarter, so that large ones may be cut a little.
    const reach = this.size >> 2;
    const offset = (): number => random.integer(reach + 1) - (reach >> 1);
    canvas.paste(patch, ((this.size - patch.width) >> 1) + offset(), ((this.size - patch.height) >> 1) + offset());
    return { pixels: finishPixels(canvas.colours, random), label };
  }

  *[Symbol.iterator](): Iterator<GlyphCrop> {
    for (let index = 0; index < this.count; index++) yield this.at(index);
  }
}

/** Glyphs fill from half of a crop's side to nearly all of it. */
function sizeRange(size: number): [number, number] {
  return [0.5 * size, 0.95 * size];
}
