import type { ImageSampler } from '@ecm/core';
import { UserError } from '@ecm/core';

/** How a stream of images is cut into batches. */
export interface EpochOrdersOptions {
  /** Images of a batch of one process. */
  readonly batchSize: number;
  readonly rank: number;
  /** Number of processes that share the stream; each takes its part of every step. */
  readonly ranks: number;
}

/**
 * Cuts the orders of a sampler into epochs of equal length: as many full steps as epoch 0 needs. A shorter order starts again
 * from its front, a longer one (random rounding of repeat factors) is cut.
 */
export class EpochOrders {
  readonly batchesPerEpoch: number;
  readonly #sampler: ImageSampler;
  readonly #options: EpochOrdersOptions;
  /** The last few orders: batches are made ahead across the border of an epoch. */
  readonly #orders = new Map<number, Int32Array>();

  /** @throws UserError if the sampler gives no image */
  constructor(sampler: ImageSampler, options: EpochOrdersOptions) {
    this.#sampler = sampler;
    this.#options = options;
    const { length } = this.#order(0);
    if (length === 0) throw new UserError('The image sampler gives no image for an epoch. Check the training annotations.');
    this.batchesPerEpoch = Math.ceil(length / (options.batchSize * options.ranks));
  }

  /** @returns positions in the epoch's order of the images of a batch of this process */
  positions(batch: number): readonly number[] {
    const { batchSize, rank, ranks } = this.#options;
    return Array.from({ length: batchSize }, (_, i) => (batch * ranks + rank) * batchSize + i);
  }

  /** @returns index of the image at a position of an epoch */
  imageAt(epoch: number, position: number): number {
    const order = this.#order(epoch);
    return order[position % order.length];
  }

  #order(epoch: number): Int32Array {
    const known = this.#orders.get(epoch);
    if (known !== undefined) return known;
    const order = this.#sampler.epoch(epoch);
    this.#orders.set(epoch, order);
    for (const other of this.#orders.keys()) if (other < epoch - 1) this.#orders.delete(other);
    return order;
  }
}
