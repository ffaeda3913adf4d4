import { defineComponent } from '@ecm/core';
import { boxLossFamily } from '@ecm/core/model';

import { L1Loss } from './l1-loss.js';
import type { L1LossConfig } from './l1-loss.schema.js';
import { l1LossSchema } from './l1-loss.schema.js';

/** The L1 loss as a part of box heads. */
export const l1LossComponent = defineComponent<L1LossConfig>()({
  family: boxLossFamily,
  type: 'l1',
  schema: l1LossSchema,
  services: {},
  create: (config) => new L1Loss(config),
});
