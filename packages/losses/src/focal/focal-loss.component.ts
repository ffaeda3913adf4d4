import { defineComponent } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { FocalLoss } from './focal-loss.js';
import type { FocalLossConfig } from './focal-loss.schema.js';
import { focalLossSchema } from './focal-loss.schema.js';

/** The focal loss as a part of classification heads. */
export const focalLossComponent = defineComponent<FocalLossConfig>()({
  family: classificationLossFamily,
  type: 'focal',
  schema: focalLossSchema,
  services: {},
  create: (config) => new FocalLoss(config),
});
