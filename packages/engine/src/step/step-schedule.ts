import type { LearningRateSchedule } from '@ecm/core/model';

/** Options of {@link StepSchedule}. */
export interface StepScheduleOptions {
  /** Where the rate drops: 0-based epochs or steps from which on the lower rate holds. */
  readonly milestones: readonly number[];
  readonly unit: 'epoch' | 'step';
  /** Factor γ of each drop. */
  readonly gamma: number;
}

/** γ to the power of the number of milestones reached. @see mmcv, StepLrUpdaterHook */
export class StepSchedule implements LearningRateSchedule {
  readonly #options: StepScheduleOptions;

  constructor(options: StepScheduleOptions) {
    this.#options = options;
  }

  factor(step: number, epoch: number): number {
    const { milestones, unit, gamma } = this.#options;
    const now = unit === 'epoch' ? epoch : step;
    return gamma ** milestones.filter((milestone) => milestone <= now).length;
  }
}
