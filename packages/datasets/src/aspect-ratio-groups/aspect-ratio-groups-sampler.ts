import type { Dataset, ImageSampler } from '@ecm/core';
import { SeededRandom } from '@ecm/core';

import type { Permutation } from '../samplers/permutation-cycle.js';

/** Sizes of `groupByAspect`. */
export interface AspectRatioGroupsOptions {
  /** Neighbouring images that have the same group: the images of one device. */
  readonly groupSize: number;
  /** Each group is topped up to a multiple of this: the images of one step on all devices; a multiple of `groupSize`. */
  readonly batchSize: number;
}

/** @returns 1 for images that are wider than high, else 0; uint8 [images] */
export function aspectFlags(dataset: Dataset): Uint8Array {
  return Uint8Array.from({ length: dataset.size }, (_, index) => (dataset.image(index).width > dataset.image(index).height ? 1 : 0));
}

/**
 * Rearranges an order of images so that `groupSize` neighbours have the same flag and little padding is needed: each group
 * keeps its order and is topped up from its front to a multiple of `batchSize`; then the chunks of `groupSize` are permuted.
 *
 * @param order image indices, already in random order
 * @param flags group of each image
 * @returns int32, ceil(n0 / batchSize) + ceil(n1 / batchSize) batches long
 * @see janghyuncho/ECM-Loss, mmdet/datasets/samplers/group_sampler.py, DistributedGroupSampler
 */
export function groupByAspect(
  order: Int32Array,
  flags: Uint8Array,
  { groupSize, batchSize }: AspectRatioGroupsOptions,
  permutation: Permutation,
): Int32Array {
  const groups = [0, 1].map((flag) => order.filter((index) => flags[index] === flag));
  const topped = groups.flatMap((group) => {
    const length = Math.ceil(group.length / batchSize) * batchSize;
    return Array.from({ length }, (_, i) => group[i % group.length]);
  });
  const chunks = Array.from(permutation(topped.length / groupSize));
  return Int32Array.from(chunks.flatMap((chunk) => topped.slice(chunk * groupSize, (chunk + 1) * groupSize)));
}

/** Groups the order of another sampler by aspect ratio. */
export class AspectRatioGroupsSampler implements ImageSampler {
  readonly #inner: ImageSampler;
  readonly #flags: Uint8Array;
  readonly #options: AspectRatioGroupsOptions;
  readonly #seed: number;

  constructor(inner: ImageSampler, flags: Uint8Array, options: AspectRatioGroupsOptions, seed: number) {
    this.#inner = inner;
    this.#flags = flags;
    this.#options = options;
    this.#seed = seed;
  }

  epoch(epoch: number): Int32Array {
    const random = new SeededRandom(this.#seed, 'aspect-ratio-groups', epoch);
    return groupByAspect(this.#inner.epoch(epoch), this.#flags, this.#options, (n) => random.permutation(n));
  }
}
