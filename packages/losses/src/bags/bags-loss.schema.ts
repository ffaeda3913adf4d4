import type { FromSchema } from 'json-schema-to-ts';

import { countsSchema, lossWeightSchema, nanSchema, seedSchema } from '../fused/loss-config.js';

/** Options of the balanced group softmax. */
export const bagsLossSchema = {
  title: 'BagsLoss',
  description: 'Balanced group softmax: classes of like frequency share a softmax of their own.',
  type: 'object',
  properties: {
    type: { const: 'bags' },
    binSplit: {
      type: 'array',
      items: { type: 'number' },
      default: [10, 100, 1000],
      description: 'Counts at which a new group begins, ascending (Li et al., CVPR 2020).',
    },
    beta: {
      type: 'number',
      minimum: 0,
      default: 8,
      description: 'Rows of other groups kept per row of a group (tztztztztz/eqlv2: others_sample_ratio).',
    },
    subsample: {
      enum: ['random', 'all'],
      default: 'random',
      description: 'Keep some rows of other groups, or all (tztztztztz/eqlv2, group_softmax.py: some).',
    },
    ...seedSchema,
    ...lossWeightSchema,
    ...countsSchema,
    ...nanSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the balanced group softmax. */
export type BagsLossConfig = FromSchema<typeof bagsLossSchema>;
