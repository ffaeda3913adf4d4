import type { FromSchema } from 'json-schema-to-ts';

import { lossWeightSchema, nanSchema } from '../fused/loss-config.js';

/** Options of the mask loss. */
export const binaryCrossEntropyLossSchema = {
  title: 'BinaryCrossEntropyLoss',
  description: 'Mean binary cross-entropy of mask logits.',
  type: 'object',
  properties: { type: { const: 'binary-cross-entropy' }, ...lossWeightSchema, ...nanSchema },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the mask loss. */
export type BinaryCrossEntropyLossConfig = FromSchema<typeof binaryCrossEntropyLossSchema>;
