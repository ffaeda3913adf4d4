import type { Category } from '@ecm/core';

import { frequencyGroups } from './frequency-groups.js';
import type { CountedCategory } from './parse-category.js';

/**
 * Gives classes without a frequency group one: by the file's own image count where it has one (counted on the training set), else
 * by the records at hand.
 *
 * @param imageCounts number of images with each class, among the records at hand
 */
export function withFrequency(counted: readonly CountedCategory[], imageCounts: ArrayLike<number>): readonly Category[] {
  const groups = frequencyGroups(counted.map(({ imageCount }, label) => imageCount ?? imageCounts[label]));
  return counted.map(({ category }, label) => ({ ...category, frequency: category.frequency ?? groups[label] }));
}
