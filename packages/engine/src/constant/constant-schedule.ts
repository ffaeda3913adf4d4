import type { LearningRateSchedule } from '@ecm/core/model';

/** The same rate from start to end. */
export class ConstantSchedule implements LearningRateSchedule {
  factor(): number {
    return 1;
  }
}
