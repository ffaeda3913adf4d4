import type { FromSchema } from 'json-schema-to-ts';

import { reducedLossSchema } from '../fused/loss-config.js';

/** Options of the IoU loss. */
export const iouLossSchema = {
  title: 'IouLoss',
  description: 'IoU loss on corner boxes.',
  type: 'object',
  properties: {
    type: { const: 'iou' },
    mode: {
      enum: ['log', 'linear', 'square'],
      default: 'log',
      description: '−ln IoU, 1 − IoU or 1 − IoU² (mmdet/models/losses/iou_loss.py: mode).',
    },
    ...reducedLossSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the IoU loss. */
export type IouLossConfig = FromSchema<typeof iouLossSchema>;
