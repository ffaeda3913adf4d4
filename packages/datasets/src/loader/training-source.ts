import type { BatchPosition, BatchSource, Dataset, HostBatch, ImageSampler, LoaderReport } from '@ecm/core';
import { DataError, SeededRandom, UserError } from '@ecm/core';

import { aspectFlags } from '../aspect-ratio-groups/aspect-ratio-groups-sampler.js';
import type { ImagePipelineOptions } from '../transforms/image-pipeline.schema.js';
import type { SampleTask } from './batch-task.js';
import type { BatchRunner } from './batch-runner.js';
import { openRunner } from './batch-runner.js';
import { BatchRooms } from './batch-rooms.js';
import { EpochOrders } from './epoch-orders.js';
import { FailureLog } from './failure-log.js';
import type { LoaderOptions } from './loader.schema.js';
import { replacementFor } from './replacement.js';
import { SampleMaker } from './sample-maker.js';

/** A batch that still has unusable images after so many replacements is given up. */
const MAX_ATTEMPTS = 200;

/** What a stream of training batches is made from. */
export interface TrainingSourceOptions {
  readonly dataset: Dataset;
  readonly sampler: ImageSampler;
  readonly seed: number;
  /** Images of a batch of this process. */
  readonly batchSize: number;
  readonly pipeline: ImagePipelineOptions;
  /** Hand out masks; objects without one are left out. */
  readonly masks: boolean;
  readonly loader: LoaderOptions;
  /** Which of `ranks` processes this one is; each takes its part of a common stream. */
  readonly rank?: number;
  readonly ranks?: number;
}

/**
 * Training batches, made ahead. Every random decision depends on seed, epoch and position in the stream alone, so that the
 * stream is the same for any number of threads, and goes on with the same bits after a restart.
 */
export class TrainingSource implements BatchSource {
  readonly #options: TrainingSourceOptions;
  readonly #maker: SampleMaker;
  readonly #orders: EpochOrders;
  readonly #runner: BatchRunner;
  readonly #failures: FailureLog;
  readonly #flags: Uint8Array;
  readonly #rooms: BatchRooms;
  #ahead: Promise<HostBatch>[] = [];
  #position: BatchPosition = { epoch: 0, batch: 0 };
  #counts = { batches: 0, images: 0, waitedMs: 0 };

  constructor(options: TrainingSourceOptions) {
    const { dataset, sampler, batchSize, pipeline, masks, loader, rank = 0, ranks = 1 } = options;
    this.#options = options;
    this.#maker = new SampleMaker({ dataset, pipeline, masks, cacheBytes: loader.cacheMegabytes * 2 ** 20 });
    this.#orders = new EpochOrders(sampler, { batchSize, rank, ranks });
    this.#failures = new FailureLog(dataset.file, loader.maxFailures);
    this.#flags = aspectFlags(dataset);
    this.#rooms = new BatchRooms(loader.workers > 0);
    this.#runner = openRunner(loader.workers);
  }

  get batchesPerEpoch(): number {
    return this.#orders.batchesPerEpoch;
  }

  get position(): BatchPosition {
    return this.#position;
  }

  seek(position: BatchPosition): void {
    const { epoch, batch } = position;
    if (!Number.isInteger(epoch) || !Number.isInteger(batch) || epoch < 0 || batch < 0 || batch > this.batchesPerEpoch) {
      throw new UserError(
        `The training stream has batches 0 … ${this.batchesPerEpoch - 1} in each epoch, but no batch ${batch} of epoch ${epoch}: ` +
          'was the checkpoint made with another data set, sampler or batch size?',
      );
    }
    this.#ahead = [];
    this.#position = batch === this.batchesPerEpoch ? { epoch: epoch + 1, batch: 0 } : { epoch, batch };
  }

  async next(): Promise<HostBatch> {
    this.#fill();
    const started = performance.now();
    const batch = await this.#ahead[0];
    this.#counts.waitedMs += performance.now() - started;
    void this.#ahead.shift();
    this.#position = this.#after(1);
    this.#counts.batches++;
    this.#counts.images += batch.infos.length;
    this.#fill();
    return batch;
  }

  recycle({ pixels }: HostBatch): void {
    this.#rooms.give(pixels);
  }

  report(): LoaderReport {
    return { ...this.#counts, failures: this.#failures.failures, leftOut: Object.fromEntries(this.#maker.leftOut) };
  }

  async close(): Promise<void> {
    this.#ahead = [];
    await this.#runner.close();
  }

  /** Starts batches until enough are under way. */
  #fill(): void {
    const { prefetch, workers } = this.#options.loader;
    while (this.#ahead.length < prefetch * Math.max(1, workers)) {
      const batch = this.#make(this.#after(this.#ahead.length));
      // Whoever takes the batch sees the error; until then it must not end the process.
      batch.catch(() => undefined);
      this.#ahead.push(batch);
    }
  }

  #after(batches: number): BatchPosition {
    const batch = this.#position.batch + batches;
    const epochs = Math.floor(batch / this.batchesPerEpoch);
    return { epoch: this.#position.epoch + epochs, batch: batch - epochs * this.batchesPerEpoch };
  }

  async #make({ epoch, batch }: BatchPosition): Promise<HostBatch> {
    const { seed, pipeline, loader, dataset } = this.#options;
    const positions = this.#orders.positions(batch);
    const indices = positions.map((position) => this.#orders.imageAt(epoch, position));
    for (let attempt = 1; ; attempt++) {
      const samples: SampleTask[] = indices.map((index, i) =>
        this.#maker.train(index, new SeededRandom(seed, 'loader', epoch, positions[i])),
      );
      const room = this.#rooms.take(mostFloats(samples));
      const task = { samples, normalization: pipeline, maxPixels: loader.maxPixels };
      const outcome = await this.#runner.run(room === undefined ? task : { ...task, room });
      this.#maker.remember(samples, outcome);
      if (outcome.failures.length === 0) return outcome.batch;
      if (attempt > MAX_ATTEMPTS) throw new DataError(dataset.file, '', `hardly any image can be used: ${outcome.failures[0].reason}`);
      for (const { sample, reason } of outcome.failures) {
        this.#failures.note(dataset.image(indices[sample]).fileName, reason);
        const random = new SeededRandom(seed, 'loader-replacement', epoch, positions[sample], attempt);
        indices[sample] = replacementFor(indices[sample], this.#flags, random, attempt);
      }
    }
  }
}

/** Floats of the pixels of a batch, if all samples can be used. */
function mostFloats(samples: readonly SampleTask[]): number {
  const height = Math.max(...samples.map(({ plan }) => plan.paddedHeight));
  const width = Math.max(...samples.map(({ plan }) => plan.paddedWidth));
  return samples.length * height * width * 3;
}
