import { mkdirSync } from 'node:fs';
import path from 'node:path';

import type { BatchSource, ClassStatistics, Dataset } from '@ecm/core';
import { SeededRandom } from '@ecm/core';
import type { Detector } from '@ecm/core/model';
import { frequencyGroups, SelectedDataset } from '@ecm/datasets';
import { TrainingSource } from '@ecm/datasets/node';
import { runFolderAt, toDevice } from '@ecm/engine';
import { tf, useBackend } from '@ecm/tensor';

import { composeDetector } from '../experiment/compose-detector.js';
import type { ExperimentConfig } from '../experiment/experiment.schema.js';
import type { LoadedExperiment } from '../experiment/load-experiment.js';
import { trainedClassStatistics } from '../run/class-statistics.js';
import { loadWeights } from '../run/load-weights.js';
import { openDataset } from '../run/open-datasets.js';
import type { RunListener } from '../run/run-listener.js';
import { ContainerBuilder } from '../wiring/container-builder.js';
import type { ChosenCheckpoint } from './choose-checkpoints.js';
import { chooseCheckpoints } from './choose-checkpoints.js';
import { LossObserver } from './observe-losses.js';
import { rankClasses } from './rank-classes.js';
import { RegionScoresFile } from './region-scores-file.js';
import type { ScoredResults } from './scored-results.js';
import { writeScoredResults } from './scored-results-file.js';

/** What to score. */
export interface ScoreRequest {
  /** Experiment of the run; overrides may change e.g. how regions are sampled. */
  readonly experiment: LoadedExperiment;
  /** Folder of the run. */
  readonly run: string;
  readonly steps: readonly number[] | 'all';
  /** Number of training images, evenly spread over the set; all if absent. */
  readonly images?: number;
  /** Folder of the files. */
  readonly outDir: string;
  readonly listener?: RunListener;
  readonly onProgress?: (progress: ScoreProgress) => void;
  readonly signal?: AbortSignal;
}

/** How far scoring is, in images over all checkpoints. */
export interface ScoreProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Scores the regions of training images with checkpoints of a run and writes how each class ranks, one file per checkpoint.
 *
 * Regions, labels and their number are those of training: proposals of the checkpoint and ground truths, assigned and sampled as the
 * config says, here on images without augmentation. Scores are those that detections get in a test.
 *
 * @returns the files; undefined if the signal ended it
 */
export async function collectScores(request: ScoreRequest): Promise<readonly string[] | undefined> {
  const { experiment, run, steps, outDir, listener, signal } = request;
  const folder = runFolderAt(run);
  const checkpoints = chooseCheckpoints(folder.checkpoints, steps);
  const { name: backend } = await useBackend(experiment.config.backend);
  listener?.note?.(`Backend ${backend}`);
  const observer = new LossObserver();
  const builder = new ContainerBuilder(observer.watch(experiment.components));
  const whole = await openDataset(builder, experiment.config.data, 'train');
  const statistics = await trainedClassStatistics(folder, builder, experiment.config.data);
  const { maskHead: _, ...model } = experiment.config.model as ExperimentConfig['model'] & { readonly maskHead?: unknown };
  const detector = composeDetector(builder, { model, seed: experiment.config.seed }, statistics);
  const dataset = share(whole, request.images ?? whole.size);
  mkdirSync(outDir, { recursive: true });
  const files: string[] = [];
  try {
    for (const [index, checkpoint] of checkpoints.entries()) {
      loadWeights(detector, checkpoint.folder);
      const watch = (done: number): void => {
        request.onProgress?.({ done: index * dataset.size + done, total: checkpoints.length * dataset.size });
      };
      const ranked = await scoredRegions({
        detector,
        observer,
        dataset,
        outDir,
        watch,
        config: experiment.config,
        ...(signal && { signal }),
      });
      if (ranked === undefined) return undefined;
      const file = path.join(outDir, `step-${String(checkpoint.step).padStart(8, '0')}.jsonl`);
      writeScoredResults(file, results(ranked, checkpoint, path.basename(path.dirname(path.resolve(run))), statistics, dataset.size));
      files.push(file);
    }
    return files;
  } finally {
    detector.parameters.dispose();
  }
}

/** So many images of a data set, evenly spread. */
function share(dataset: Dataset, images: number): Dataset {
  const count = Math.min(images, dataset.size);
  return new SelectedDataset(
    dataset,
    Int32Array.from({ length: count }, (_, index) => Math.floor((index * dataset.size) / count)),
  );
}

interface Scoring {
  readonly detector: Detector;
  readonly observer: LossObserver;
  readonly dataset: Dataset;
  readonly config: ExperimentConfig;
  readonly outDir: string;
  readonly watch: (done: number) => void;
  readonly signal?: AbortSignal;
}

async function scoredRegions({ detector, observer, dataset, config, outDir, watch, signal }: Scoring) {
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

function results(
  { classes, regions, backgroundRegions }: ReturnType<typeof rankClasses>,
  { step }: ChosenCheckpoint,
  name: string,
  { categories, imageCounts, instanceCounts }: ClassStatistics,
  images: number,
): ScoredResults {
  const groups = frequencyGroups(imageCounts);
  return {
    name,
    step,
    images,
    regions,
    backgroundRegions,
    classes: classes.map((ranked, label) => ({
      id: categories[label]?.id ?? label,
      name: categories[label]?.name ?? String(label),
      frequency: categories[label]?.frequency ?? groups[label] ?? 'f',
      instances: instanceCounts[label] ?? 0,
      ...ranked,
    })),
  };
}
