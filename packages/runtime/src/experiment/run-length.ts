import type { ExperimentConfig } from './experiment.schema.js';

/** Optimiser steps of a run: as the schedule says, or its epochs times the steps of an epoch. */
export function totalSteps(schedule: ExperimentConfig['schedule'], stepsPerEpoch: number): number {
  return schedule.steps ?? (schedule.epochs ?? 1) * stepsPerEpoch;
}

/** Optimiser steps of one epoch; accumulated batches make one step. */
export function stepsPerEpoch(batchesPerEpoch: number, accumulate: number): number {
  return Math.max(1, Math.ceil(batchesPerEpoch / accumulate));
}
