import type { StepReport, TrainingObserver } from '../training/observer.js';

/** How far a training run is. */
export interface TrainingProgressReport {
  readonly done: number;
  readonly total: number;
  readonly stepsPerSecond: number;
  readonly secondsLeft: number;
  readonly report: StepReport;
}

/** Weight of the newest step in the moving mean of seconds per step: about the last fifty steps count. */
const newest = 0.04;

/** Tells how far training is after each step; the rate is a moving mean and knows nothing of steps before a resume. */
export function progressObserver(show: (progress: TrainingProgressReport) => void): TrainingObserver {
  let mean: number | undefined;
  return {
    afterStep(report) {
      mean = mean === undefined ? report.seconds : mean + newest * (report.seconds - mean);
      const seconds = Math.max(mean, 1e-9);
      const { step: done, totalSteps: total } = report;
      show({ done, total, stepsPerSecond: 1 / seconds, secondsLeft: (total - done) * seconds, report });
    },
  };
}
