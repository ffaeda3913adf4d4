import type { FromSchema } from 'json-schema-to-ts';

import { reducedLossSchema } from '../fused/loss-config.js';

/** Options of the smooth L1 box loss. */
export const smoothL1LossSchema = {
  title: 'SmoothL1Loss',
  description: 'Smooth L1 loss on box deltas.',
  type: 'object',
  properties: {
    type: { const: 'smooth-l1' },
    beta: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 1,
      description: 'Difference where the parabola ends (mmdet/models/losses/smooth_l1_loss.py: 1; RPN of Cascade R-CNN: 1/9).',
    },
    ...reducedLossSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the smooth L1 box loss. */
export type SmoothL1LossConfig = FromSchema<typeof smoothL1LossSchema>;
