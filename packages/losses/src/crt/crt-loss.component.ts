import { defineComponent } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { CrtLoss } from './crt-loss.js';
import type { CrtLossConfig } from './crt-loss.schema.js';
import { crtLossSchema } from './crt-loss.schema.js';

/** The loss of classifier re-training as a part of classification heads. */
export const crtLossComponent = defineComponent<CrtLossConfig>()({
  family: classificationLossFamily,
  type: 'crt',
  schema: crtLossSchema,
  services: {},
  create: (config) => new CrtLoss(config),
});
