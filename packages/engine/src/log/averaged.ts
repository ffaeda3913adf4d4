import type { StepReport, TrainingObserver } from '../training/observer.js';

/**
 * Shows its observers one report per `steps` steps and one for the rest at the end: losses, norms and times are means over the
 * steps, images their sum, and everything else is the last step's.
 */
export function averaged(steps: number, observers: readonly TrainingObserver[]): TrainingObserver {
  let collected: StepReport[] = [];
  const show = async () => {
    const mean = meanReport(collected);
    collected = [];
    if (mean === undefined) return;
    for (const observer of observers) await observer.afterStep?.(mean);
  };
  return {
    async afterStep(report) {
      collected.push(report);
      if (report.step % steps === 0) await show();
    },
    async afterTraining(end, step) {
      await show();
      for (const observer of observers) await observer.afterTraining?.(end, step);
    },
  };
}

function meanReport(reports: readonly StepReport[]): StepReport | undefined {
  const last = reports.at(-1);
  if (last === undefined) return undefined;
  const sum = (value: (report: StepReport) => number) => reports.reduce((total, report) => total + value(report), 0);
  const mean = (value: (report: StepReport) => number) => sum(value) / reports.length;
  const names = Object.keys(last.terms);
  return {
    ...last,
    terms: Object.fromEntries(names.map((name) => [name, mean(({ terms }) => terms[name] ?? 0)])),
    total: mean(({ total }) => total),
    gradientNorm: mean(({ gradientNorm }) => gradientNorm),
    images: sum(({ images }) => images),
    seconds: mean(({ seconds }) => seconds),
    waitSeconds: mean(({ waitSeconds }) => waitSeconds),
  };
}
