import type { BatchSource } from '@ecm/core';
import type { CheckpointParts, RunFolder, TrainingObserver } from '@ecm/engine';
import { averaged, checkpointObserver, EventFile, JsonLinesFile, progressObserver, tensorboardLog, trainingLog } from '@ecm/engine';

import type { ExperimentConfig } from '../experiment/experiment.schema.js';
import type { RunListener } from './run-listener.js';

/** What watches a training run. */
export interface ObservedRun {
  readonly folder: RunFolder;
  readonly parts: CheckpointParts;
  readonly source: BatchSource;
  readonly schedule: ExperimentConfig['schedule'];
  readonly seed: number;
  readonly digest: string;
  readonly startStep: number;
  readonly listener?: RunListener;
}

/** Log, TensorBoard events and progress; then checkpoints, so that what a checkpoint follows has been logged. */
export function trainingObservers(run: ObservedRun): readonly TrainingObserver[] {
  const { folder, parts, source, schedule, seed, digest, startStep, listener } = run;
  const logs = [trainingLog(new JsonLinesFile(folder.log, startStep)), tensorboardLog(new EventFile({ folder: folder.events, startStep }))];
  const checkpoints = checkpointObserver({
    folder: folder.checkpoints,
    parts,
    source,
    seed,
    configDigest: digest,
    every: schedule.checkpointEvery,
    keep: schedule.keepCheckpoints,
    resumedAt: startStep,
  });
  return [averaged(schedule.logEvery, logs), progressObserver((progress) => listener?.training?.(progress)), checkpoints];
}
