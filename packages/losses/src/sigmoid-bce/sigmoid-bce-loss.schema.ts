import type { FromSchema } from 'json-schema-to-ts';

import { binaryPriorSchema, reducedLossSchema } from '../fused/loss-config.js';

/** Options of the sigmoid cross-entropy. */
export const sigmoidBceLossSchema = {
  title: 'SigmoidBceLoss',
  description: 'Binary cross-entropy of one classifier per class; background is the all-zero target.',
  type: 'object',
  properties: {
    type: { const: 'sigmoid-bce' },
    classWeights: {
      type: 'array',
      items: { type: 'number', minimum: 0 },
      description: 'Weight of the positive term of each class (mmdetection: class_weight with use_sigmoid). Absent: ones.',
    },
    ignoreIndex: {
      type: 'integer',
      default: -100,
      description: 'Label of rows without loss, besides negative labels (mmdetection: ignore_index).',
    },
    averageNonIgnored: {
      type: 'boolean',
      default: false,
      description: 'A mean without average factor divides by the entries of rows that are not ignored (mmdetection: avg_non_ignore).',
    },
    ...binaryPriorSchema,
    ...reducedLossSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the sigmoid cross-entropy. */
export type SigmoidBceLossConfig = FromSchema<typeof sigmoidBceLossSchema>;
