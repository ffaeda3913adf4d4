import { mkdirSync } from 'node:fs';
import path from 'node:path';

import type { ClassStatistics, Dataset } from '@ecm/core';
import { frequencyGroups, SelectedDataset } from '@ecm/datasets';
import { configNameOf, runFolderAt } from '@ecm/engine';
import { useBackend } from '@ecm/tensor';

import { composeDetector } from '../experiment/compose-detector.js';
import type { ExperimentConfig } from '../experiment/experiment.schema.js';
import type { LoadedExperiment } from '../experiment/load-experiment.js';
import { trainedClassStatistics } from '../run/class-statistics.js';
import { loadWeights } from '../run/load-weights.js';
import { openDataset } from '../run/open-datasets.js';
import type { RunListener } from '../run/run-listener.js';
import { ContainerBuilder } from '../wiring/container-builder.js';
import { chooseCheckpoints } from './choose-checkpoints.js';
import { LossObserver } from './observe-losses.js';
import type { RankedClasses } from './rank-classes.js';
import { scoreRegions } from './score-regions.js';
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
  const dataset = evenlySpread(whole, request.images ?? whole.size);
  mkdirSync(outDir, { recursive: true });
  const files: string[] = [];
  try {
    for (const [index, checkpoint] of checkpoints.entries()) {
      loadWeights(detector, checkpoint.folder);
      const watch = (done: number): void => {
        request.onProgress?.({ done: index * dataset.size + done, total: checkpoints.length * dataset.size });
      };
      const ranked = await scoreRegions({
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
      const about = { name: configNameOf(folder), step: checkpoint.step, images: dataset.size };
      writeScoredResults(file, { ...about, ...namedClasses(ranked, statistics) });
      files.push(file);
    }
    return files;
  } finally {
    detector.parameters.dispose();
  }
}

/** A share of the images of a data set. */
function evenlySpread(dataset: Dataset, images: number): Dataset {
  const count = Math.min(images, dataset.size);
  return new SelectedDataset(
    dataset,
    Int32Array.from({ length: count }, (_, index) => Math.floor((index * dataset.size) / count)),
  );
}

/** @returns the ranks with what is known of each class */
function namedClasses(
  { classes, ...counts }: RankedClasses,
  { categories, imageCounts, instanceCounts }: ClassStatistics,
): Omit<ScoredResults, 'name' | 'step' | 'images'> {
  const groups = frequencyGroups(imageCounts);
  return {
    ...counts,
    classes: classes.map((ranked, label) => ({
      id: categories[label]?.id ?? label,
      name: categories[label]?.name ?? String(label),
      frequency: categories[label]?.frequency ?? groups[label] ?? 'f',
      instances: instanceCounts[label] ?? 0,
      ...ranked,
    })),
  };
}
