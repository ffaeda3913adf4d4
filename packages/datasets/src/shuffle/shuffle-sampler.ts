import type { ImageSampler } from '@ecm/core';
import { SeededRandom } from '@ecm/core';

/** Every image once an epoch, in random order. */
export class ShuffleSampler implements ImageSampler {
  readonly #images: number;
  readonly #seed: number;

  /** @param images number of images */
  constructor(images: number, seed: number) {
    this.#images = images;
    this.#seed = seed;
  }

  epoch(epoch: number): Int32Array {
    return new SeededRandom(this.#seed, 'shuffle', epoch).permutation(this.#images);
  }
}
