import { expect, it } from 'vitest';

import { WarmUp } from '../learning-rate/warm-up.js';
import { ConstantSchedule } from './constant-schedule.js';

it('is 1 at every step, also after a warm-up of no steps', () => {
  const schedule = new ConstantSchedule();
  expect(schedule.factor()).toBe(1);
  expect(new WarmUp(schedule, { shape: 'linear', steps: 0, ratio: 0.1 }).factor(0, 0)).toBe(1);
});
