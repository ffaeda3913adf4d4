/**
 * Weight of each image: the sum over its distinct classes of 1 / (images with the class); 0 for images without objects.
 *
 * @param labels classes of each image
 * @returns float64 [images]
 * @see xingyizhou/UniDet, unidet/data/custom_dataset_dataloader.py, ClassAwareSampler
 */
export function classAwareWeights(labels: readonly (readonly number[])[]): Float64Array {
  const sets = labels.map((list) => new Set(list));
  const counts = new Map<number, number>();
  for (const set of sets) for (const label of set) counts.set(label, (counts.get(label) ?? 0) + 1);
  return Float64Array.from(sets, (set) => [...set].reduce((sum, label) => sum + 1 / (counts.get(label) ?? 1), 0));
}

/** Probability of each image at one draw: weights over their sum. */
export function drawProbabilities(weights: Float64Array): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/**
 * Draws images with replacement, in proportion to their weights.
 *
 * @param uniform numbers in [0, 1); two are taken per draw, because 24 bits do not tell millions of images apart
 * @returns int32 [draws]
 */
export function drawWithReplacement(weights: Float64Array, draws: number, uniform: () => number): Int32Array {
  let total = 0;
  const sums = weights.map((weight) => (total += weight));
  return Int32Array.from({ length: draws }, () => firstAbove(sums, (uniform() + uniform() * 2 ** -24) * total));
}

/** @returns the first position whose sum is larger than `value`; such a position has a positive weight */
function firstAbove(sums: Float64Array, value: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
