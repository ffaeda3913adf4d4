import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { CosineSchedule } from '../cosine/cosine-schedule.js';
import { StepSchedule } from '../step/step-schedule.js';
import { WarmUp } from './warm-up.js';

interface ScheduleCase {
  name: string;
  base: number;
  epochs: number;
  itersPerEpoch: number;
  warmup: 'linear' | 'constant';
  warmupIters: number;
  warmupRatio: number;
  steps: number[] | null;
  minLr: number | null;
  byEpoch: boolean;
  lr: number[];
}

const file = new URL('../../../testing/goldens/detectors/ops/schedules.json', import.meta.url);
const { schedules } = JSON.parse(readFileSync(file, 'utf8')) as { schedules: ScheduleCase[] };

describe('schedules', () => {
  it.each(schedules)('$name gives the learning rate of every step of the reference', (golden) => {
    const { base, epochs, itersPerEpoch: stepsPerEpoch } = golden;
    const unit = golden.byEpoch ? 'epoch' : 'step';
    const regular =
      golden.steps === null
        ? new CosineSchedule({ minimumFactor: (golden.minLr ?? 0) / base, unit, totalSteps: epochs * stepsPerEpoch, stepsPerEpoch })
        : new StepSchedule({ milestones: golden.steps, unit, gamma: 0.1 });
    const schedule = new WarmUp(regular, { shape: golden.warmup, steps: golden.warmupIters, ratio: golden.warmupRatio });
    golden.lr.forEach((want, step) => {
      const got = base * schedule.factor(step, Math.floor(step / stepsPerEpoch));
      // Nine significant digits are stored.
      expect(Math.abs(got - want)).toBeLessThanOrEqual(1e-8 * want);
    });
  });
});
