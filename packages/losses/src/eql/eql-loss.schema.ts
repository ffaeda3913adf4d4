import type { FromSchema } from 'json-schema-to-ts';

import { binaryPriorSchema, lossWeightSchema, nanSchema } from '../fused/loss-config.js';

/** Options of the equalization loss. */
export const eqlLossSchema = {
  title: 'EqlLoss',
  description: 'Equalization loss: foreground rows leave out the negatives of rare classes.',
  type: 'object',
  properties: {
    type: { const: 'eql' },
    lambda: {
      type: 'number',
      minimum: 0,
      default: 0.0011,
      description:
        'Classes of lower frequency are rare (tztztztztz/eqlv2 eql_r50_8x2_1x.py: 0.0011 on LVIS v1; 0.00177 on v0.5; 1652 on OpenImages instances).',
    },
    frequency: {
      enum: ['images', 'instances'],
      default: 'images',
      description: 'Frequency of a class: its share of the annotated training images (LVIS), or its number of objects (OpenImages).',
    },
    ...lossWeightSchema,
    ...binaryPriorSchema,
    ...nanSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the equalization loss. */
export type EqlLossConfig = FromSchema<typeof eqlLossSchema>;
