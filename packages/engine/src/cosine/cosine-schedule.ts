import type { LearningRateSchedule } from '@ecm/core/model';

/** Options of {@link CosineSchedule}. */
export interface CosineScheduleOptions {
  /** Factor μ at the end. */
  readonly minimumFactor: number;
  /** Whether the rate changes with every epoch or every step. */
  readonly unit: 'epoch' | 'step';
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
}

/**
 * Half a cosine from 1 to μ: `μ + ½ (1 − μ)(1 + cos πp)`, p the part of the run that has passed.
 *
 * @see mmcv, CosineAnnealingLrUpdaterHook
 */
export class CosineSchedule implements LearningRateSchedule {
  readonly #options: CosineScheduleOptions;

  constructor(options: CosineScheduleOptions) {
    this.#options = options;
  }

  factor(step: number, epoch: number): number {
    const { minimumFactor, unit, totalSteps, stepsPerEpoch } = this.#options;
    const progress = unit === 'step' ? step / totalSteps : epoch / Math.ceil(totalSteps / stepsPerEpoch);
    return minimumFactor + 0.5 * (1 - minimumFactor) * (1 + Math.cos(Math.PI * Math.min(1, progress)));
  }
}
