import { existsSync } from 'node:fs';
import path from 'node:path';

import { useBackend } from '@ecm/tensor';

import { checkpointObserver } from '../checkpoint/checkpoint-observer.js';
import { loadCheckpoint } from '../checkpoint/load-checkpoint.js';
import { CosineSchedule } from '../cosine/cosine-schedule.js';
import { clipByNorm } from '../optimizer/clip-gradients.js';
import { SgdOptimizer } from '../sgd/sgd-optimizer.js';
import type { TrainingObserver } from '../training/observer.js';
import type { TrainingOutcome } from '../training/train.js';
import { train } from '../training/train.js';
import { ToyDetector } from './toy-detector.js';
import { ToySource } from './toy-source.js';

/** A toy run. */
export interface ToyTraining {
  /** Folder of checkpoints; continues from the latest one there. */
  readonly folder: string;
  readonly totalSteps: number;
  readonly checkpointEvery: number;
  readonly width: number;
  readonly backend: string;
  readonly observers?: readonly TrainingObserver[];
  readonly signal?: AbortSignal;
}

/** Trains the toy detector, from its latest checkpoint if there is one. */
export async function toyTraining(run: ToyTraining): Promise<TrainingOutcome> {
  const { folder, totalSteps, checkpointEvery, width, backend, observers = [], signal } = run;
  await useBackend(backend);
  const detector = new ToyDetector(width);
  const optimizer = new SgdOptimizer({ learningRate: 0.1, momentum: 0.9, weightDecay: 0.0001 });
  const source = new ToySource({ seed: 5, batchesPerEpoch: 7 });
  const parts = { parameters: detector.parameters, optimizer, states: detector.states };
  const saved = { folder, parts, source, seed: 11, configDigest: 'toy' };
  let startStep = 0;
  if (existsSync(path.join(folder, 'latest'))) {
    const progress = await loadCheckpoint({ location: folder, parts, configDigest: 'toy' });
    startStep = progress.step;
    source.seek(progress.position);
  }
  const checkpoints = checkpointObserver({ ...saved, every: checkpointEvery, keep: 2, resumedAt: startStep });
  try {
    return await train({
      detector,
      source,
      optimizer,
      schedule: new CosineSchedule({ minimumFactor: 0, unit: 'step', totalSteps, stepsPerEpoch: 7 }),
      options: { totalSteps, startStep, seed: 11, clip: clipByNorm(1), accumulate: 2 },
      observers: [...observers, checkpoints],
      ...(signal === undefined ? {} : { signal }),
    });
  } finally {
    optimizer.dispose();
    detector.parameters.dispose();
  }
}
