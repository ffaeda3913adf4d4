import { defineComponent } from '@ecm/core';
import { learningRateFamily } from '@ecm/core/model';

import { WarmUp } from '../learning-rate/warm-up.js';
import { ConstantSchedule } from './constant-schedule.js';
import type { ConstantConfig } from './constant.schema.js';
import { constantSchema } from './constant.schema.js';

/** A constant rate. */
export const constantComponent = defineComponent<ConstantConfig>()({
  family: learningRateFamily,
  type: 'constant',
  schema: constantSchema,
  services: {},
  create: (config) => new WarmUp(new ConstantSchedule(), config.warmUp),
});
