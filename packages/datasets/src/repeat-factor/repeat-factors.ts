/**
 * Repeat factor of each class: r(c) = max(1, √(t / f(c))) with f(c) the share of images that contain the class; 1 for a class
 * without images.
 *
 * @param imageCounts images that contain each class
 * @param images number of all images N
 * @param threshold t: classes on a smaller share of images are repeated
 * @see Gupta et al., LVIS, CVPR 2019, section 6.3
 */
export function categoryRepeatFactors(imageCounts: ArrayLike<number>, images: number, threshold: number): Float64Array {
  return Float64Array.from(imageCounts, (count) => (count === 0 ? 1 : Math.max(1, Math.sqrt(threshold / (count / images)))));
}

/** How images without objects are treated. */
export interface RepeatFactorOptions {
  /** t of `categoryRepeatFactors`. */
  readonly threshold: number;
  /** True: images without objects have factor 1. False: they count as images of one extra class. */
  readonly filterEmpty: boolean;
}

/**
 * Repeat factor of each image: the largest factor of its classes.
 *
 * @param labels classes of each image; a class that is listed twice counts once
 * @returns float64 [images]
 * @see janghyuncho/ECM-Loss, mmdet/datasets/dataset_wrappers.py, ClassBalancedDataset
 */
export function imageRepeatFactors(labels: readonly (readonly number[])[], { threshold, filterEmpty }: RepeatFactorOptions): Float64Array {
  const classes = labels.reduce((most, list) => Math.max(most, ...list.map((label) => label + 1)), 0);
  const sets = labels.map((list) => (list.length === 0 && !filterEmpty ? [classes] : [...new Set(list)]));
  const counts = new Float64Array(classes + 1);
  for (const list of sets) for (const label of list) counts[label]++;
  const factors = categoryRepeatFactors(counts, labels.length, threshold);
  return Float64Array.from(sets, (list) => list.reduce((most, label) => Math.max(most, factors[label]), 1));
}
