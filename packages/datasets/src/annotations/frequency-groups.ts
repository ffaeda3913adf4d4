import type { FrequencyGroup } from '@ecm/core';

/** Largest number of training images of a rare and of a common class. */
export interface FrequencyLimits {
  readonly rare: number;
  readonly common: number;
}

/** LVIS: rare 1–10, common 11–100, frequent from 101 images on. */
export const lvisFrequencyLimits: FrequencyLimits = { rare: 10, common: 100 };

/**
 * Group of each class by the number of training images that contain it.
 *
 * @param imageCounts by label
 * @see Gupta et al., LVIS, CVPR 2019, section 4.2
 */
export function frequencyGroups(imageCounts: ArrayLike<number>, limits: FrequencyLimits = lvisFrequencyLimits): readonly FrequencyGroup[] {
  return Array.from(imageCounts, (count) => (count <= limits.rare ? 'r' : count <= limits.common ? 'c' : 'f'));
}
