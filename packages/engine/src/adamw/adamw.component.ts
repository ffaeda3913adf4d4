import { defineComponent } from '@ecm/core';
import { optimizerFamily } from '@ecm/core/model';

import { AdamwOptimizer } from './adamw-optimizer.js';
import type { AdamwConfig } from './adamw.schema.js';
import { adamwSchema } from './adamw.schema.js';

/** AdamW. */
export const adamwComponent = defineComponent<AdamwConfig>()({
  family: optimizerFamily,
  type: 'adamw',
  schema: adamwSchema,
  services: {},
  create: (config) => new AdamwOptimizer({ ...config, betas: [config.betas[0] ?? 0.9, config.betas[1] ?? 0.999] }),
});
