import type { EvaluationResult } from '@ecm/core';
import type { Detector } from '@ecm/core/model';
import { useBackend } from '@ecm/tensor';

import { composeDetector } from '../experiment/compose-detector.js';
import type { LoadedExperiment } from '../experiment/load-experiment.js';
import { ContainerBuilder } from '../wiring/container-builder.js';
import { runAround, trainedClassStatistics } from './class-statistics.js';
import { evaluateSplit } from './evaluate-split.js';
import { loadWeights, weightsAt } from './load-weights.js';
import type { RunListener } from './run-listener.js';

/** A trained detector, ready to detect. */
export interface OpenedDetector {
  readonly builder: ContainerBuilder;
  readonly detector: Detector;
  /** Class names by label. */
  readonly names: readonly string[];
}

/**
 * Composes the detector of an experiment and loads trained weights. Classes and counts come from the run of the weights, so that its
 * training data need not be at hand.
 *
 * @param weights a weight file, a checkpoint, a folder of checkpoints, or a run
 * @throws CheckpointError if there is none, or tensors are missing
 */
export async function openDetector(experiment: LoadedExperiment, weights: string, listener?: RunListener): Promise<OpenedDetector> {
  const { name } = await useBackend(experiment.config.backend);
  listener?.note?.(`Backend ${name}`);
  const builder = new ContainerBuilder(experiment.components);
  const statistics = await trainedClassStatistics(runAround(weightsAt(weights)), builder, experiment.config.data);
  const detector = composeDetector(builder, experiment.config, statistics);
  loadWeights(detector, weights);
  return { builder, detector, names: statistics.categories.map((category) => category.name) };
}

/** Loads weights and evaluates on `data.val`; undefined if the signal ended it. */
export async function testExperiment(request: {
  readonly experiment: LoadedExperiment;
  readonly weights: string;
  readonly folder?: string;
  readonly listener?: RunListener;
  readonly signal?: AbortSignal;
}): Promise<readonly EvaluationResult[] | undefined> {
  const { experiment, weights, ...rest } = request;
  const { builder, detector } = await openDetector(experiment, weights, request.listener);
  try {
    return await evaluateSplit({ ...rest, builder, config: experiment.config, detector });
  } finally {
    detector.parameters.dispose();
  }
}
