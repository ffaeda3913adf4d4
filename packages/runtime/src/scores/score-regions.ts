import path from 'node:path';

import type { BatchSource, Dataset } from '@ecm/core';
import { SeededRandom } from '@ecm/core';
import type { Detector } from '@ecm/core/model';
import { TrainingSource } from '@ecm/datasets/node';
import { toDevice } from '@ecm/engine';
import { tf } from '@ecm/tensor';

import type { ExperimentConfig } from '../experiment/experiment.schema.js';
import type { LossObserver } from './observe-losses.js';
import type { RankedClasses } from './rank-classes.js';
import { rankClasses } from './rank-classes.js';
import { RegionScoresFile } from './region-scores-file.js';

/** Whose scores of which regions. */
export interface RegionScoring {
  readonly detector: Detector;
  /** Watches the losses of the detector. */
  readonly observer: LossObserver;
  readonly dataset: Dataset;
  readonly config: ExperimentConfig;
  /** Folder of a file for the time of the scoring. */
  readonly outDir: string;
  /** Called with the number of images that are done. */
  readonly watch: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** Samples and scores regions of every image as in training, and ranks them class by class. @returns undefined if the signal ended it */
export async function scoreRegions({
  detector,
  observer,
  dataset,
  config,
  outDir,
  watch,
  signal,
}: RegionScoring): Promise<RankedClasses | undefined> {
  const regions = new RegionScoresFile(path.join(outDir, `.regions-${process.pid}.tmp`));
  const source = plainSource(dataset, config);
  observer.onRegions = (found) => {
    regions.append(found);
  };
  try {
    for (let done = 0; done < dataset.size; done++) {
      if (signal?.aborted === true) return undefined;
      const batch = await source.next();
      tf.tidy(() => {
        detector.losses(toDevice(batch), new SeededRandom(config.seed, 'scores', done));
      });
      watch(done + 1);
    }
    return rankClasses(() => regions.read(), dataset.categories.length);
  } finally {
    observer.onRegions = undefined;
    await source.close();
    regions.remove();
  }
}

/** Every image once, in order, as a test sees it, with its objects. */
function plainSource(dataset: Dataset, { seed, data }: ExperimentConfig): BatchSource {
  const pipeline = { ...data.input, scales: [data.testScale], flip: 0, brightness: 0 };
  const sampler = { epoch: () => Int32Array.from({ length: dataset.size }, (_, index) => index) };
  return new TrainingSource({ dataset, sampler, seed, batchSize: 1, pipeline, loader: data.loader, masks: false });
}
