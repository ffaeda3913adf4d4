import type { FromSchema } from 'json-schema-to-ts';

import { reducedLossSchema } from '../fused/loss-config.js';

/** Options of the loss of learnable weight scaling. */
export const lwsLossSchema = {
  title: 'LwsLoss',
  description: 'Softmax cross-entropy of learnable weight scaling; the layer carries the method.',
  type: 'object',
  properties: {
    type: { const: 'lws' },
    ...reducedLossSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the loss of learnable weight scaling. */
export type LwsLossConfig = FromSchema<typeof lwsLossSchema>;
