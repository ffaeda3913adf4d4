import type { Dataset, EvaluationResult } from '@ecm/core';
import type { Detector } from '@ecm/core/model';
import { learningRateFamily, optimizerFamily } from '@ecm/core/model';
import { dataReportOf } from '@ecm/datasets';
import type { RunFolder, TrainingEnd } from '@ecm/engine';
import { configDigest, JsonLinesFile, loadCheckpoint, train } from '@ecm/engine';
import { useBackend } from '@ecm/tensor';

import { composeDetector } from '../experiment/compose-detector.js';
import type { LoadedExperiment } from '../experiment/load-experiment.js';
import { stepsPerEpoch, totalSteps } from '../experiment/run-length.js';
import { ContainerBuilder } from '../wiring/container-builder.js';
import { keepClassStatistics } from './class-statistics.js';
import { evaluateSplit } from './evaluate-split.js';
import { gradientClip } from './gradient-clip.js';
import { measureConstants } from './measure-constants.js';
import { openDataset } from './open-datasets.js';
import { openBalancedSource, openTrainingSource } from './open-sources.js';
import type { RunListener } from './run-listener.js';
import { startWeights } from './start-weights.js';
import { trainingObservers } from './training-observers.js';
import { noteUnusedData } from './unused-data.js';

/** A training run. */
export interface TrainingRequest {
  readonly experiment: LoadedExperiment;
  readonly folder: RunFolder;
  /** Goes on from the newest checkpoint of the folder. */
  readonly resume?: boolean;
  readonly listener?: RunListener;
  readonly signal?: AbortSignal;
}

/** How a training run ended. */
export interface TrainedRun {
  readonly end: TrainingEnd;
  readonly step: number;
  /** Absent if the run was interrupted. */
  readonly results?: readonly EvaluationResult[];
}

/**
 * Trains the detector of an experiment, saves checkpoints and logs, and evaluates it at the end.
 *
 * @throws DataError before the first step if files of the training or the validation data are missing or broken
 */
export async function trainExperiment(request: TrainingRequest): Promise<TrainedRun> {
  const { experiment, folder, resume = false, listener, signal } = request;
  const { config, components, root } = experiment;
  const { name: backend } = await useBackend(config.backend);
  listener?.note?.(`Backend ${backend}`);
  const builder = new ContainerBuilder(components);
  // A file that is missing or broken must show now, not when the training is over.
  await openDataset(builder, config.data, 'val');
  const dataset = await openDataset(builder, config.data, 'train');
  for (const { count, kind, meaning } of dataReportOf(dataset)?.problems ?? [])
    listener?.note?.(`Training data: ${count} × ${kind}. ${meaning}`);
  const statistics = dataset.statistics();
  keepClassStatistics(folder, statistics);
  const detector = composeDetector(builder, config, statistics);
  for (const line of resume ? [] : startWeights(detector, config.pretrained, root)) listener?.note?.(line);
  const source = openTrainingSource(builder, config, dataset);
  try {
    const { end, step } = await trainDetector({ ...request, builder, dataset, detector, source, resume });
    const report = source.report();
    listener?.note?.(`The trainer waited ${(report.waitedMs / 1000).toFixed(1)} s for ${report.batches} batches.`);
    const log = { file: new JsonLinesFile(folder.log, step), step };
    noteUnusedData({ split: 'train', ...report }, { listener, log });
    if (end === 'interrupted') return { end, step };
    const results = await evaluateSplit({ builder, config, detector, folder: folder.results, log, ...optional({ listener, signal }) });
    return { end, step, ...optional({ results }) };
  } finally {
    await source.close();
    detector.parameters.dispose();
  }
}

type TrainingParts = TrainingRequest & {
  readonly builder: ContainerBuilder;
  readonly dataset: Dataset;
  readonly detector: Detector;
  readonly source: ReturnType<typeof openTrainingSource>;
};

async function trainDetector({ experiment, folder, resume, listener, signal, builder, dataset, detector, source }: TrainingParts) {
  const { schedule, seed } = experiment.config;
  const accumulate = schedule.accumulate;
  const perEpoch = stepsPerEpoch(source.batchesPerEpoch, accumulate);
  const steps = totalSteps(schedule, perEpoch);
  const optimizer = builder.build(optimizerFamily, schedule.optimizer, '/schedule/optimizer', {});
  const given = { totalSteps: steps, stepsPerEpoch: perEpoch };
  const learningRate = builder.build(learningRateFamily, schedule.learningRate, '/schedule/learningRate', given);
  const parts = { parameters: detector.parameters, optimizer, states: detector.states };
  const digest = configDigest(experiment.config);
  let startStep = 0;
  if (resume === true) {
    const progress = await loadCheckpoint({ location: folder.checkpoints, parts, configDigest: digest });
    startStep = progress.step;
    source.seek(progress.position);
    listener?.note?.(`Resumed at step ${startStep}`);
  }
  const openBalanced = (imagesPerClass: number) => openBalancedSource(experiment.config, dataset, imagesPerClass);
  for (const line of await measureConstants({ detector, source, openBalanced, seed })) listener?.note?.(line);
  try {
    return await train({
      detector,
      source,
      optimizer,
      schedule: learningRate,
      options: {
        totalSteps: steps,
        startStep,
        seed,
        accumulate,
        ...optional({ clip: gradientClip(schedule) }),
      },
      observers: trainingObservers({ folder, parts, source, schedule, seed, digest, startStep, ...optional({ listener }) }),
      ...optional({ signal }),
    });
  } finally {
    optimizer.dispose();
  }
}

/** Leaves out keys whose value is undefined, as exact optional properties ask. */
function optional<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
