import { defineComponent } from '@ecm/core';
import { learningRateFamily } from '@ecm/core/model';

import { WarmUp } from '../learning-rate/warm-up.js';
import { CosineSchedule } from './cosine-schedule.js';
import type { CosineConfig } from './cosine.schema.js';
import { cosineSchema } from './cosine.schema.js';

/** Half a cosine over the run. */
export const cosineComponent = defineComponent<CosineConfig>()({
  family: learningRateFamily,
  type: 'cosine',
  schema: cosineSchema,
  services: {},
  create: (config, { given }) => new WarmUp(new CosineSchedule({ ...config, ...given }), config.warmUp),
});
