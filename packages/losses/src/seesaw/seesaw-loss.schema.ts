import type { FromSchema } from 'json-schema-to-ts';

import { reducedLossSchema } from '../fused/loss-config.js';

/** Options of the seesaw loss. */
export const seesawLossSchema = {
  title: 'SeesawLoss',
  description: 'Seesaw loss: cross-entropy with mitigation by rarity and compensation by score, and an objectness term.',
  type: 'object',
  properties: {
    type: { const: 'seesaw' },
    p: { type: 'number', minimum: 0, default: 0.8, description: 'Exponent of the mitigation factor, 0 = off (Wang et al., CVPR 2021).' },
    q: { type: 'number', minimum: 0, default: 2, description: 'Exponent of the compensation factor, 0 = off (Wang et al., CVPR 2021).' },
    epsilon: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 0.01,
      description: 'Smallest score of the true class in the compensation factor (mmdet/models/losses/seesaw_loss.py: eps).',
    },
    syncCounts: {
      type: 'boolean',
      default: false,
      description: 'Sum label counts over data-parallel workers (mmdet/models/losses/seesaw_loss.py: per worker).',
    },
    ...reducedLossSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the seesaw loss. */
export type SeesawLossConfig = FromSchema<typeof seesawLossSchema>;
