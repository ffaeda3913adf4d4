import { defineComponent } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { TdeLoss } from './tde-loss.js';
import type { TdeLossConfig } from './tde-loss.schema.js';
import { tdeLossSchema } from './tde-loss.schema.js';

/** The de-confounded loss as a part of classification heads. */
export const tdeLossComponent = defineComponent<TdeLossConfig>()({
  family: classificationLossFamily,
  type: 'tde',
  schema: tdeLossSchema,
  services: {},
  create: (config) => new TdeLoss(config),
});
