import type { RandomStream } from '@ecm/core';

import type { WorldOptions } from '../options/world-options.js';

/**
 * Validation instances of each class.
 *
 * Balanced: a whole number drawn evenly from `valInstances`, for rare classes too, because their AP is noise otherwise.
 * Natural: training counts times validation images / training images, rounded up or down at random, so that rare classes may be absent as in LVIS.
 *
 * @param train training instances by class
 */
export function validationCounts(
  { val, valInstances: [least, most], trainImages, valImages }: WorldOptions,
  train: Int32Array,
  random: RandomStream,
): Int32Array {
  if (val === 'balanced') return train.map(() => least + random.integer(most - least + 1));
  return train.map((count) => Math.floor((count * valImages) / trainImages + random.uniform()));
}
