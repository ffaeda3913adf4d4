import { defineComponent } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { VarifocalLoss } from './varifocal-loss.js';
import type { VarifocalLossConfig } from './varifocal-loss.schema.js';
import { varifocalLossSchema } from './varifocal-loss.schema.js';

/** The varifocal loss as a part of classification heads. */
export const varifocalLossComponent = defineComponent<VarifocalLossConfig>()({
  family: classificationLossFamily,
  type: 'varifocal',
  schema: varifocalLossSchema,
  services: {},
  create: (config) => new VarifocalLoss(config),
});
