import type { FromSchema } from 'json-schema-to-ts';

import { reducedLossSchema } from '../fused/loss-config.js';

/** Options of the de-confounded loss. */
export const tdeLossSchema = {
  title: 'TdeLoss',
  description: 'Softmax cross-entropy with scores from which the effect of the running feature is removed.',
  type: 'object',
  properties: {
    type: { const: 'tde' },
    exemptBackground: {
      type: 'boolean',
      default: true,
      description:
        'Let the background keep its plain probability (KaihuaTang/Long-Tailed-Recognition.pytorch: background-exempted inference).',
    },
    compatDoubleSoftmax: {
      type: 'boolean',
      default: false,
      description: 'Apply the softmax a second time at test time (KaihuaTang/Long-Tailed-Recognition.pytorch, lvis1.0: it does).',
    },
    ...reducedLossSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the de-confounded loss. */
export type TdeLossConfig = FromSchema<typeof tdeLossSchema>;
