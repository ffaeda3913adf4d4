import { defineComponent } from '@ecm/core';
import { boxLossFamily } from '@ecm/core/model';

import { GiouLoss } from './giou-loss.js';
import type { GiouLossConfig } from './giou-loss.schema.js';
import { giouLossSchema } from './giou-loss.schema.js';

/** The generalised IoU loss as a part of box heads. */
export const giouLossComponent = defineComponent<GiouLossConfig>()({
  family: boxLossFamily,
  type: 'giou',
  schema: giouLossSchema,
  services: {},
  create: (config) => new GiouLoss(config),
});
