/** What one optimiser step did. */
export interface StepReport {
  /** Optimiser steps done, this one included. */
  readonly step: number;
  readonly totalSteps: number;
  /** 0-based epoch of the step's last batch. */
  readonly epoch: number;
  /** Each loss term, the mean over accumulated batches. */
  readonly terms: Readonly<Record<string, number>>;
  /** Sum of the terms. */
  readonly total: number;
  readonly learningRate: number;
  /** L2 norm of all gradients before clipping. */
  readonly gradientNorm: number;
  readonly images: number;
  /** Seconds of the whole step, waiting included. */
  readonly seconds: number;
  /** Seconds that the step waited for batches. */
  readonly waitSeconds: number;
}

/** Why training ended. */
export type TrainingEnd = 'finished' | 'interrupted';

/** A part that watches training: logs, progress, checkpoints, evaluation. Observers are called in order, each awaited. */
export interface TrainingObserver {
  /** After each optimiser step. */
  afterStep?(report: StepReport): void | Promise<void>;
  /** Once after the last step, also if a signal ended the run; not after an error. */
  afterTraining?(end: TrainingEnd, step: number): void | Promise<void>;
}
