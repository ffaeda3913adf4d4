import type { ImageSampler } from '@ecm/core';
import { SeededRandom, UserError } from '@ecm/core';

import { balancedEpoch } from './balanced-epoch.js';
import { balancedStream } from './balanced-stream.js';
import { classAwareWeights, drawWithReplacement } from './multinomial.js';

/** Which of the published forms, and how long an epoch is. */
export interface ClassAwareOptions {
  readonly form: 'multinomial' | 'stream' | 'epoch';
  /** Visits of one epoch; 0 takes as many as the data set has images. The epoch form rounds up to `batchSize`. */
  readonly length: number;
  /** Images that the epoch form takes each time it is a class's turn. */
  readonly imagesPerClass: number;
  readonly batchSize: number;
}

/** Picks classes evenly and then images of the class, so that rare classes are seen as often as frequent ones. */
export class ClassAwareSampler implements ImageSampler {
  readonly #labels: readonly (readonly number[])[];
  readonly #options: ClassAwareOptions;
  readonly #seed: number;

  /**
   * @param labels classes of each image
   * @throws UserError if no image has an object
   */
  constructor(labels: readonly (readonly number[])[], options: ClassAwareOptions, seed: number) {
    if (labels.every((list) => list.length === 0)) {
      throw new UserError('Class-aware sampling needs images with objects, but no image has any. Check the training annotations.');
    }
    this.#labels = labels;
    this.#options = options;
    this.#seed = seed;
  }

  epoch(epoch: number): Int32Array {
    const random = new SeededRandom(this.#seed, 'class-aware', epoch);
    const { form, imagesPerClass, batchSize } = this.#options;
    const length = this.#options.length || this.#labels.length;
    const permutation = (n: number) => random.permutation(n);
    switch (form) {
      case 'multinomial':
        return drawWithReplacement(classAwareWeights(this.#labels), length, () => random.uniform());
      case 'stream':
        return balancedStream(this.#labels, length, permutation);
      case 'epoch':
        return balancedEpoch(this.#labels, { imagesPerClass, batch: batchSize, workers: 1, rank: 0 }, permutation);
    }
  }
}
