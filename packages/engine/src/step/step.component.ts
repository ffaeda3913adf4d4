import { defineComponent } from '@ecm/core';
import { learningRateFamily } from '@ecm/core/model';

import { WarmUp } from '../learning-rate/warm-up.js';
import { StepSchedule } from './step-schedule.js';
import type { StepConfig } from './step.schema.js';
import { stepSchema } from './step.schema.js';

/** Drops at milestones. */
export const stepComponent = defineComponent<StepConfig>()({
  family: learningRateFamily,
  type: 'step',
  schema: stepSchema,
  services: {},
  create: (config) => new WarmUp(new StepSchedule(config), config.warmUp),
});
