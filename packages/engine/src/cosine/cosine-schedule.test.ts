import { expect, it } from 'vitest';

import { CosineSchedule } from './cosine-schedule.js';

it('falls with every step from 1 to the minimum, and stays there', () => {
  const schedule = new CosineSchedule({ minimumFactor: 0.02, unit: 'step', totalSteps: 10, stepsPerEpoch: 3 });
  // Half way: 0.02 + 0.5 · 0.98.
  expect([0, 5, 10, 12].map((step) => schedule.factor(step, 0))).toEqual([1, 0.51, 0.02, 0.02]);
});

it('may fall with every epoch; a last epoch that is cut short counts as one', () => {
  const schedule = new CosineSchedule({ minimumFactor: 0, unit: 'epoch', totalSteps: 11, stepsPerEpoch: 3 });
  expect(schedule.factor(5, 1)).toBe(schedule.factor(3, 1));
  // Epoch 2 of 4.
  expect(schedule.factor(6, 2)).toBeCloseTo(0.5, 12);
});
