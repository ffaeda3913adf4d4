import type { FromSchema } from 'json-schema-to-ts';

import { focalSchema } from '../focal/focal-options.schema.js';
import { priorSchema, reducedLossSchema } from '../fused/loss-config.js';

/** Options of the focal loss. */
export const focalLossSchema = {
  title: 'FocalLoss',
  description: 'Focal loss of dense heads, the baseline of Tables 3 and 4.',
  type: 'object',
  properties: {
    type: { const: 'focal' },
    ...priorSchema,
    ...focalSchema,
    ...reducedLossSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the focal loss. */
export type FocalLossConfig = FromSchema<typeof focalLossSchema>;
