/** How a repeat factor becomes a whole number of visits. */
export type RepeatRounding = 'ceil' | 'stochastic' | 'round' | 'floor';

/**
 * Number of visits of each image in one epoch.
 *
 * `ceil` is mmdetection's: fixed for the whole training. `stochastic` is detectron2's: the whole part, and one more with the
 * probability of the rest, drawn anew each epoch.
 *
 * @param uniform numbers in [0, 1), one is taken per image by `stochastic` only
 * @returns int32 [images]
 */
export function repeatCounts(factors: Float64Array, rounding: RepeatRounding, uniform: () => number): Int32Array {
  switch (rounding) {
    case 'ceil':
      return Int32Array.from(factors, Math.ceil);
    case 'round':
      return Int32Array.from(factors, Math.round);
    case 'floor':
      return Int32Array.from(factors, Math.floor);
    case 'stochastic':
      return Int32Array.from(factors, (factor) => Math.floor(factor) + (uniform() < factor % 1 ? 1 : 0));
  }
}

/** Indices 0 … n − 1, each as often as its count says, in a row. */
export function repeatIndices(counts: Int32Array): Int32Array {
  const indices = new Int32Array(counts.reduce((sum, count) => sum + count, 0));
  let position = 0;
  counts.forEach((count, index) => {
    indices.fill(index, position, position + count);
    position += count;
  });
  return indices;
}
