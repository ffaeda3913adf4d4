import { defineComponent } from '@ecm/core';
import { optimizerFamily } from '@ecm/core/model';

import { SgdOptimizer } from './sgd-optimizer.js';
import type { SgdConfig } from './sgd.schema.js';
import { sgdSchema } from './sgd.schema.js';

/** SGD with momentum. */
export const sgdComponent = defineComponent<SgdConfig>()({
  family: optimizerFamily,
  type: 'sgd',
  schema: sgdSchema,
  services: {},
  create: (config) => new SgdOptimizer(config),
});
