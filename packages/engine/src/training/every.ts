import type { StepReport, TrainingObserver } from './observer.js';

/** Acts after every `steps` steps, and after the last step of a finished run, once per step. */
export function every(steps: number, action: (report: StepReport) => void | Promise<void>): TrainingObserver {
  return {
    async afterStep(report) {
      if (report.step % steps === 0 || report.step === report.totalSteps) await action(report);
    },
  };
}
