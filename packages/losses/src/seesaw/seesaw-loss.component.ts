import { defineComponent } from '@ecm/core';
import { classificationLossFamily } from '@ecm/core/model';

import { SeesawLoss } from './seesaw-loss.js';
import type { SeesawLossConfig } from './seesaw-loss.schema.js';
import { seesawLossSchema } from './seesaw-loss.schema.js';

/** The seesaw loss as a part of classification heads. */
export const seesawLossComponent = defineComponent<SeesawLossConfig>()({
  family: classificationLossFamily,
  type: 'seesaw',
  schema: seesawLossSchema,
  services: {},
  create: (config, { given }) => new SeesawLoss({ ...config, classes: given.classes }),
});
