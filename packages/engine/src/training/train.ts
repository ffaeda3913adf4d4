import { setImmediate } from 'node:timers/promises';

import type { BatchSource, HostBatch } from '@ecm/core';
import type { Detector, LearningRateSchedule, Optimizer } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import type { GradientClip } from '../optimizer/clip-gradients.js';
import { globalNorm, gradientNorms } from '../optimizer/gradient-norm.js';
import { checkFinite } from './check-finite.js';
import type { TrainingEnd, TrainingObserver } from './observer.js';
import { stepGradients } from './step-gradients.js';

/** Numbers of a training run. */
export interface TrainingOptions {
  /** Optimiser steps of the whole run. */
  readonly totalSteps: number;
  /** Steps that are done already (0 for a new run); the source stands at the batch after them. */
  readonly startStep?: number;
  readonly seed: number;
  /** Limits gradients; none if absent. */
  readonly clip?: GradientClip;
  /** Batches whose gradients are averaged for one step; default 1. */
  readonly accumulate?: number;
}

/** The parts of a training run. */
export interface Training {
  readonly detector: Detector;
  readonly source: BatchSource;
  readonly optimizer: Optimizer;
  readonly schedule: LearningRateSchedule;
  readonly options: TrainingOptions;
  readonly observers?: readonly TrainingObserver[];
  /** Ends the run after the step that is being made. */
  readonly signal?: AbortSignal;
}

/** How a training run ended. */
export interface TrainingOutcome {
  readonly end: TrainingEnd;
  /** Optimiser steps done. */
  readonly step: number;
}

/**
 * Trains a detector: batches → losses → gradients → clip → optimiser → loss states → observers, step by step.
 *
 * @throws NumericError if a loss term or a gradient is NaN or infinite
 */
export async function train({
  detector,
  source,
  optimizer,
  schedule,
  options,
  observers = [],
  signal,
}: Training): Promise<TrainingOutcome> {
  const { totalSteps, startStep = 0, seed, clip, accumulate = 1 } = options;
  let step = startStep;
  while (step < totalSteps && signal?.aborted !== true) {
    const started = performance.now();
    const { epoch } = source.position;
    const batches = await take(source, accumulate);
    const waited = performance.now() - started;
    const { terms, gradients } = stepGradients(batches, { detector, seed, step });
    for (const batch of batches) source.recycle?.(batch);
    const norms = gradientNorms(gradients);
    checkFinite('gradient norm of', norms, { step: step + 1, files: batches.flatMap(({ infos }) => infos.map((info) => info.fileName)) });
    const gradientNorm = globalNorm(norms);
    const clipped = clip === undefined ? gradients : clip(gradients, gradientNorm);
    const learningRate = optimizer.learningRate * schedule.factor(step, epoch);
    optimizer.step(detector.parameters.trainable, clipped, learningRate);
    tf.dispose([gradients, clipped]);
    detector.advance();
    step += 1;
    const report = {
      step,
      totalSteps,
      epoch,
      terms,
      total: Object.values(terms).reduce((sum, term) => sum + term, 0),
      learningRate,
      gradientNorm,
      images: batches.reduce((sum, { infos }) => sum + infos.length, 0),
      seconds: (performance.now() - started) / 1000,
      waitSeconds: waited / 1000,
    };
    for (const observer of observers) await observer.afterStep?.(report);
    // Lets signals and timers in: a source that is ahead never gives way to them.
    await setImmediate();
  }
  const end = step < totalSteps ? 'interrupted' : 'finished';
  for (const observer of observers) await observer.afterTraining?.(end, step);
  return { end, step };
}

async function take(source: BatchSource, count: number): Promise<HostBatch[]> {
  const batches: HostBatch[] = [];
  for (let i = 0; i < count; i++) batches.push(await source.next());
  return batches;
}
