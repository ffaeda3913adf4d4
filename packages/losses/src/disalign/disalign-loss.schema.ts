import type { FromSchema } from 'json-schema-to-ts';

import { countsSchema, lossWeightSchema, nanSchema } from '../fused/loss-config.js';

/** Options of the loss of DisAlign. */
export const disalignLossSchema = {
  title: 'DisalignLoss',
  description: 'Weighted mean of the cross-entropy on calibrated logits, classes weighted by inverse frequency.',
  type: 'object',
  properties: {
    type: { const: 'disalign' },
    rho: { type: 'number', minimum: 0, default: 0.8, description: 'Exponent ρ of the inverse frequency (DisAlign: GRW_SCALE).' },
    ...lossWeightSchema,
    ...countsSchema,
    ...nanSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the loss of DisAlign. */
export type DisalignLossConfig = FromSchema<typeof disalignLossSchema>;
