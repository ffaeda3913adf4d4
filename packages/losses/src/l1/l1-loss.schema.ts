import type { FromSchema } from 'json-schema-to-ts';

import { averageEpsilonSchema, lossWeightSchema, nanSchema, reductionSchema } from '../fused/loss-config.js';

/** Options of the L1 box loss. */
export const l1LossSchema = {
  title: 'L1Loss',
  description: 'L1 loss on box deltas.',
  type: 'object',
  properties: { type: { const: 'l1' }, ...lossWeightSchema, ...reductionSchema, ...averageEpsilonSchema, ...nanSchema },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the L1 box loss. */
export type L1LossConfig = FromSchema<typeof l1LossSchema>;
