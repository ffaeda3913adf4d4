import type { LearningRateSchedule } from '@ecm/core/model';

/** Options of {@link WarmUp}. */
export interface WarmUpOptions {
  /** `linear` rises from the ratio to 1; `constant` stays at the ratio. */
  readonly shape: 'linear' | 'constant';
  /** Number W of steps; 0 for no warm-up. */
  readonly steps: number;
  /** Factor ρ at the first step. */
  readonly ratio: number;
}

/**
 * Multiplies a schedule for the first W steps: at step i by `1 − (1 − i / W)(1 − ρ)` if linear, by ρ if constant.
 *
 * @see mmcv, LrUpdaterHook
 */
export class WarmUp implements LearningRateSchedule {
  readonly #regular: LearningRateSchedule;
  readonly #options: WarmUpOptions;

  constructor(regular: LearningRateSchedule, options: WarmUpOptions) {
    this.#regular = regular;
    this.#options = options;
  }

  factor(step: number, epoch: number): number {
    const { shape, steps, ratio } = this.#options;
    const regular = this.#regular.factor(step, epoch);
    if (step >= steps) return regular;
    return regular * (shape === 'constant' ? ratio : 1 - (1 - step / steps) * (1 - ratio));
  }
}
