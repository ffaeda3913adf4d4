import { defineComponent } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { LoceLoss } from './loce-loss.js';
import type { LoceLossConfig } from './loce-loss.schema.js';
import { loceLossSchema } from './loce-loss.schema.js';

/** The equilibrium loss as a part of classification heads. */
export const loceLossComponent = defineComponent<LoceLossConfig>()({
  family: classificationLossFamily,
  type: 'loce',
  schema: loceLossSchema,
  services: {},
  create: (config, { given }) => new LoceLoss({ ...config, classes: given.classes }),
});
