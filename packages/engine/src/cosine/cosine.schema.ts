import type { FromSchema } from 'json-schema-to-ts';

import { warmUpSchema } from '../learning-rate/warm-up.schema.js';

/** Options of the cosine schedule in configs. */
export const cosineSchema = {
  title: 'CosineSchedule',
  type: 'object',
  description: 'The rate falls along half a cosine over the whole run.',
  properties: {
    type: { const: 'cosine' },
    minimumFactor: { type: 'number', minimum: 0, maximum: 1, default: 0, description: 'Factor at the end of the run (mmcv: min_lr 0).' },
    unit: { enum: ['epoch', 'step'], default: 'epoch', description: 'Whether the rate changes with every epoch (mmdetection) or step.' },
    warmUp: warmUpSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the cosine schedule. */
export type CosineConfig = FromSchema<typeof cosineSchema>;
