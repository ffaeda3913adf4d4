import { defineComponent } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { SigmoidBceLoss } from './sigmoid-bce-loss.js';
import type { SigmoidBceLossConfig } from './sigmoid-bce-loss.schema.js';
import { sigmoidBceLossSchema } from './sigmoid-bce-loss.schema.js';

/** The sigmoid cross-entropy as a part of classification heads. */
export const sigmoidBceLossComponent = defineComponent<SigmoidBceLossConfig>()({
  family: classificationLossFamily,
  type: 'sigmoid-bce',
  schema: sigmoidBceLossSchema,
  services: {},
  create: (config) => new SigmoidBceLoss(config),
});
