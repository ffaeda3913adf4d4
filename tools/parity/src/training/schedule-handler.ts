import { CosineSchedule, StepSchedule, WarmUp } from '@ecm/engine';
import { valueMismatch } from '@ecm/testing';

import type { GoldenFile, GoldenHandler } from '../handler.js';
import { caseOf } from '../networks/map-cases.js';

interface ScheduleCase {
  readonly name: string;
  readonly base: number;
  readonly epochs: number;
  readonly itersPerEpoch: number;
  readonly warmup: 'linear' | 'constant' | null;
  readonly warmupIters: number;
  readonly warmupRatio: number;
  readonly steps: readonly number[] | null;
  readonly minLr: number | null;
  readonly byEpoch: boolean;
  readonly lr: readonly number[];
}

/** Compares the learning rate of every step; nine digits are stored. */
export const scheduleHandler: GoldenHandler = {
  matches: (file) => schedulesOf(file) !== undefined,
  *run(file) {
    for (const golden of schedulesOf(file) ?? []) {
      yield caseOf(golden.name, valueMismatch(ratesOf(golden), golden.lr, { absolute: 0, relative: 1e-8 }));
    }
  },
};

function schedulesOf(file: GoldenFile): readonly ScheduleCase[] | undefined {
  const { schedules } = file.read() as { readonly schedules?: unknown };
  return Array.isArray(schedules) ? (schedules as readonly ScheduleCase[]) : undefined;
}

function ratesOf({ base, epochs, itersPerEpoch: stepsPerEpoch, steps, minLr, byEpoch, ...golden }: ScheduleCase): number[] {
  const unit = byEpoch ? 'epoch' : 'step';
  const regular =
    steps === null
      ? new CosineSchedule({ minimumFactor: (minLr ?? 0) / base, unit, totalSteps: epochs * stepsPerEpoch, stepsPerEpoch })
      : new StepSchedule({ milestones: steps, unit, gamma: 0.1 });
  const { warmup: shape, warmupIters, warmupRatio: ratio } = golden;
  const schedule = shape === null ? regular : new WarmUp(regular, { shape, steps: warmupIters, ratio });
  return golden.lr.map((_, step) => base * schedule.factor(step, Math.floor(step / stepsPerEpoch)));
}
