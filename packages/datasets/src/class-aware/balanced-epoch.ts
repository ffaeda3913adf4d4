import { imagesByLabel } from '../samplers/labels-by-image.js';
import type { Permutation } from '../samplers/permutation-cycle.js';
import { PermutationCycle } from '../samplers/permutation-cycle.js';

/** Length and share of an epoch of `balancedEpoch`. */
export interface BalancedEpochOptions {
  /** Images that are taken each time it is a class's turn. */
  readonly imagesPerClass: number;
  /** Images of one worker's batch. */
  readonly batch: number;
  readonly workers: number;
  /** Which worker's share: 0 … workers − 1. */
  readonly rank: number;
}

/**
 * One worker's share of a class-aware epoch: classes in turn, `imagesPerClass` images each, as many as the data set has,
 * rounded up to workers · batch; each worker takes a contiguous block.
 *
 * @param labels classes of each image
 * @param permutation makes the orders: of the classes that have images, then of the images of each of them in ascending order
 *   of classes, before the first draw; later ones when a list is used up
 * @returns int32 [ceil(images / workers / batch) · batch]
 * @see janghyuncho/ECM-Loss, mmdet/datasets/samplers/class_aware_sampler.py
 */
export function balancedEpoch(labels: readonly (readonly number[])[], options: BalancedEpochOptions, permutation: Permutation): Int32Array {
  const { imagesPerClass, batch, workers, rank } = options;
  const images = imagesByLabel(labels).filter((list) => list.length > 0);
  const classes = new PermutationCycle([...images.keys()], permutation);
  const streams = images.map((list) => new PermutationCycle(list, permutation));
  const share = Math.ceil(labels.length / workers / batch) * batch;
  const indices = new Int32Array(share * workers);
  for (let position = 0; position < indices.length;) {
    const stream = streams[classes.next()];
    for (let k = 0; k < imagesPerClass && position < indices.length; k++) indices[position++] = stream.next();
  }
  return indices.slice(rank * share, (rank + 1) * share);
}
