import type { ImageSampler } from '@ecm/core';
import { SeededRandom } from '@ecm/core';

import type { RepeatRounding } from './repeat-counts.js';
import { repeatCounts, repeatIndices } from './repeat-counts.js';

/** Visits images with rare classes more often: the list of repeated images in random order. */
export class RepeatFactorSampler implements ImageSampler {
  readonly #factors: Float64Array;
  readonly #rounding: RepeatRounding;
  readonly #seed: number;

  /** @param factors repeat factor of each image, from `imageRepeatFactors` */
  constructor(factors: Float64Array, rounding: RepeatRounding, seed: number) {
    this.#factors = factors;
    this.#rounding = rounding;
    this.#seed = seed;
  }

  epoch(epoch: number): Int32Array {
    const random = new SeededRandom(this.#seed, 'repeat-factor', epoch);
    const indices = repeatIndices(repeatCounts(this.#factors, this.#rounding, () => random.uniform()));
    return random.permutation(indices.length).map((position) => indices[position]);
  }
}
