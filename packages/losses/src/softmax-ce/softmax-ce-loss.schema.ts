import type { FromSchema } from 'json-schema-to-ts';

import { reducedLossSchema } from '../fused/loss-config.js';

/** Options of the softmax cross-entropy. */
export const softmaxCeLossSchema = {
  title: 'SoftmaxCeLoss',
  description: 'Softmax cross-entropy on region logits, the baseline of Tables 1 and 2.',
  type: 'object',
  properties: {
    type: { const: 'softmax-ce' },
    classWeights: {
      type: 'array',
      items: { type: 'number', minimum: 0 },
      description: 'Weight of each class, background last; no part of the denominator (mmdetection: class_weight). Absent: ones.',
    },
    ignoreIndex: { type: 'integer', default: -100, description: 'Label of rows without loss (PyTorch: ignore_index).' },
    averageNonIgnored: {
      type: 'boolean',
      default: false,
      description: 'A mean without average factor divides by the rows that are not ignored (mmdetection: avg_non_ignore).',
    },
    ...reducedLossSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the softmax cross-entropy. */
export type SoftmaxCeLossConfig = FromSchema<typeof softmaxCeLossSchema>;
