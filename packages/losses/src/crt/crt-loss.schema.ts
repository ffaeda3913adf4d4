import type { FromSchema } from 'json-schema-to-ts';

import { reducedLossSchema } from '../fused/loss-config.js';

/** Options of the loss of classifier re-training. */
export const crtLossSchema = {
  title: 'CrtLoss',
  description: 'Softmax cross-entropy of classifier re-training; the protocol carries the method.',
  type: 'object',
  properties: {
    type: { const: 'crt' },
    ...reducedLossSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the loss of classifier re-training. */
export type CrtLossConfig = FromSchema<typeof crtLossSchema>;
