import type { FromSchema } from 'json-schema-to-ts';

import { focalSchema } from '../focal/focal-options.schema.js';
import { averageEpsilonSchema, lossWeightSchema, nanSchema, priorSchema, reductionSchema } from '../fused/loss-config.js';

/** Options of the focal loss. */
export const focalLossSchema = {
  title: 'FocalLoss',
  description: 'Focal loss of dense heads, the baseline of Tables 3 and 4.',
  type: 'object',
  properties: {
    type: { const: 'focal' },
    ...lossWeightSchema,
    ...reductionSchema,
    ...averageEpsilonSchema,
    ...priorSchema,
    ...focalSchema,
    ...nanSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the focal loss. */
export type FocalLossConfig = FromSchema<typeof focalLossSchema>;
