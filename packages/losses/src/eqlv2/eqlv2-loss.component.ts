import { defineComponent } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { Eqlv2Loss } from './eqlv2-loss.js';
import type { Eqlv2LossConfig } from './eqlv2-loss.schema.js';
import { eqlv2LossSchema } from './eqlv2-loss.schema.js';

/** The equalization loss v2 as a part of classification heads. */
export const eqlv2LossComponent = defineComponent<Eqlv2LossConfig>()({
  family: classificationLossFamily,
  type: 'eqlv2',
  schema: eqlv2LossSchema,
  services: {},
  create: (config, { given }) => new Eqlv2Loss({ ...config, classes: given.classes }),
});
