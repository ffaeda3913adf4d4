import { defineFamily } from '../family.js';
import type { Parameter } from './parameters.js';
import type { SavedState } from './saved-state.js';
import type { Tensor } from './tensor-types.js';

/** Changes parameters by gradients. */
export interface Optimizer extends SavedState {
  /** Learning rate before warm-up and decay. */
  readonly learningRate: number;
  /** @param gradients by parameter name; parameters without an entry stay. Does not dispose them. */
  step(parameters: readonly Parameter[], gradients: Readonly<Record<string, Tensor>>, learningRate: number): void;
  dispose(): void;
}

/** Slot for optimisers. */
export const optimizerFamily = defineFamily<Optimizer>('optimizer');

/** Learning rate over time. */
export interface LearningRateSchedule {
  /** @param step 0-based optimiser step over the whole run @param epoch 0-based epoch @returns factor on the base rate */
  factor(step: number, epoch: number): number;
}

/** What the engine hands to a schedule. */
export interface ScheduleGiven {
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
}

/** Slot for learning-rate schedules. */
export const learningRateFamily = defineFamily<LearningRateSchedule, ScheduleGiven>('learning-rate');
