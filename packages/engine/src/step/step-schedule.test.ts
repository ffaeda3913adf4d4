import { expect, it } from 'vitest';

import { StepSchedule } from './step-schedule.js';

it('drops from the milestone epoch on, counted from 0', () => {
  const schedule = new StepSchedule({ milestones: [8, 11], unit: 'epoch', gamma: 0.1 });
  expect([0, 7, 8, 10, 11, 30].map((epoch) => schedule.factor(0, epoch))).toEqual([1, 1, 0.1, 0.1, 0.1 ** 2, 0.1 ** 2]);
});

it('may count milestones in steps', () => {
  const schedule = new StepSchedule({ milestones: [3, 5], unit: 'step', gamma: 0.5 });
  expect([2, 3, 4, 5].map((step) => schedule.factor(step, 0))).toEqual([1, 0.5, 0.5, 0.25]);
});
