import type { Dataset, HostBatch, TestSource } from '@ecm/core';

import type { ImagePipelineOptions } from '../transforms/image-pipeline.schema.js';
import type { BatchRunner } from './batch-runner.js';
import { openRunner } from './batch-runner.js';
import type { ImageFailure } from './failure-log.js';
import { FailureLog } from './failure-log.js';
import type { LoaderOptions } from './loader.schema.js';
import { SampleMaker } from './sample-maker.js';

/** What a pass over a data set is made from. */
export interface TestingSourceOptions {
  readonly dataset: Dataset;
  readonly batchSize: number;
  /** The first scale is taken; mirror images and brightness are not. */
  readonly pipeline: ImagePipelineOptions;
  readonly loader: LoaderOptions;
  /** Which of `ranks` processes this one is; each takes every `ranks`-th batch. */
  readonly rank?: number;
  readonly ranks?: number;
}

/**
 * All images in file order, each once, without chance. An image that cannot be used is left out and counted: its objects then
 * count as missed, so allow failures only knowingly.
 */
export class TestingSource implements TestSource {
  readonly size: number;
  readonly #options: TestingSourceOptions;
  readonly #batches: readonly (readonly number[])[];
  readonly #maker: SampleMaker;
  readonly #runner: BatchRunner;
  readonly #failures: FailureLog;

  constructor(options: TestingSourceOptions) {
    const { dataset, batchSize, pipeline, loader, rank = 0, ranks = 1 } = options;
    this.#options = options;
    const batches = Array.from({ length: Math.ceil(dataset.size / batchSize) }, (_, batch) =>
      Array.from({ length: Math.min(batchSize, dataset.size - batch * batchSize) }, (_, i) => batch * batchSize + i),
    );
    this.#batches = batches.filter((_, batch) => batch % ranks === rank);
    this.size = this.#batches.reduce((sum, batch) => sum + batch.length, 0);
    this.#maker = new SampleMaker({ dataset, pipeline, masks: false, cacheBytes: 0 });
    this.#failures = new FailureLog(dataset.file, loader.maxFailures);
    this.#runner = openRunner(loader.workers);
  }

  /** Images left out because they could not be used. */
  get failures(): readonly ImageFailure[] {
    return this.#failures.failures;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<HostBatch> {
    const { prefetch, workers } = this.#options.loader;
    const depth = prefetch * Math.max(1, workers);
    const ahead: Promise<HostBatch>[] = [];
    let next = 0;
    for (let done = 0; done < this.#batches.length; done++) {
      for (; next < this.#batches.length && ahead.length < depth; next++) {
        const batch = this.#make(this.#batches[next]);
        // Whoever takes the batch sees the error; until then it must not end the process.
        batch.catch(() => undefined);
        ahead.push(batch);
      }
      const batch = await ahead.shift();
      if (batch !== undefined && batch.infos.length > 0) yield batch;
    }
  }

  async close(): Promise<void> {
    await this.#runner.close();
  }

  async #make(indices: readonly number[]): Promise<HostBatch> {
    const { dataset, pipeline, loader } = this.#options;
    const samples = indices.map((index) => this.#maker.test(index));
    const { batch, failures } = await this.#runner.run({ samples, normalization: pipeline, maxPixels: loader.maxPixels });
    for (const { sample, reason } of failures) this.#failures.note(dataset.image(indices[sample]).fileName, reason);
    return batch;
  }
}
