import { defineComponent } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { LwsLoss } from './lws-loss.js';
import type { LwsLossConfig } from './lws-loss.schema.js';
import { lwsLossSchema } from './lws-loss.schema.js';

/** The loss of learnable weight scaling as a part of classification heads. */
export const lwsLossComponent = defineComponent<LwsLossConfig>()({
  family: classificationLossFamily,
  type: 'lws',
  schema: lwsLossSchema,
  services: {},
  create: (config) => new LwsLoss(config),
});
