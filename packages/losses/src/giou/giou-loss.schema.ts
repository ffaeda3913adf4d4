import type { FromSchema } from 'json-schema-to-ts';

import { reducedLossSchema } from '../fused/loss-config.js';

/** Options of the generalised IoU loss. */
export const giouLossSchema = {
  title: 'GiouLoss',
  description: 'Generalised IoU loss on corner boxes.',
  type: 'object',
  properties: {
    type: { const: 'giou' },
    ...reducedLossSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the generalised IoU loss. */
export type GiouLossConfig = FromSchema<typeof giouLossSchema>;
