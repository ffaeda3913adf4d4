import { defineComponent } from '@ecm/core';
import { boxLossFamily } from '@ecm/core/model';

import { SmoothL1Loss } from './smooth-l1-loss.js';
import type { SmoothL1LossConfig } from './smooth-l1-loss.schema.js';
import { smoothL1LossSchema } from './smooth-l1-loss.schema.js';

/** The smooth L1 loss as a part of box heads. */
export const smoothL1LossComponent = defineComponent<SmoothL1LossConfig>()({
  family: boxLossFamily,
  type: 'smooth-l1',
  schema: smoothL1LossSchema,
  services: {},
  create: (config) => new SmoothL1Loss(config),
});
