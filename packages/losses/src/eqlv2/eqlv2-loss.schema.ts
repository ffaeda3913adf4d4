import type { FromSchema } from 'json-schema-to-ts';

import { binaryPriorSchema, lossWeightSchema, nanSchema } from '../fused/loss-config.js';

/** Options of the equalization loss v2. */
export const eqlv2LossSchema = {
  title: 'Eqlv2Loss',
  description: 'Equalization loss v2: positives and negatives weighted by accumulated gradient ratios.',
  type: 'object',
  properties: {
    type: { const: 'eqlv2' },
    gamma: { type: 'number', default: 12, description: 'Steepness γ of the map from ratios to weights (Tan et al., CVPR 2021).' },
    mu: { type: 'number', default: 0.8, description: 'Midpoint μ of the map (Tan et al., CVPR 2021).' },
    alpha: { type: 'number', minimum: 0, default: 4, description: 'Gain α of positives (Tan et al., CVPR 2021).' },
    testWithObjectness: {
      type: 'boolean',
      default: true,
      description: 'Multiply class scores by 1 − background score (tztztztztz/eqlv2: test_with_obj).',
    },
    ...lossWeightSchema,
    ...binaryPriorSchema,
    ...nanSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the equalization loss v2. */
export type Eqlv2LossConfig = FromSchema<typeof eqlv2LossSchema>;
