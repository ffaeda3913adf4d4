import type { FromSchema } from 'json-schema-to-ts';

import { warmUpSchema } from '../learning-rate/warm-up.schema.js';

/** Options of the step schedule in configs. */
export const stepSchema = {
  title: 'StepSchedule',
  type: 'object',
  description: 'The rate drops by a factor at milestones.',
  properties: {
    type: { const: 'step' },
    milestones: {
      type: 'array',
      items: { type: 'integer', minimum: 0 },
      default: [8, 11],
      description: 'When the rate drops, counted from 0 (ECM 1x: 8, 11 of 12 epochs; ECM 2x: 20, 22 of 24).',
    },
    unit: { enum: ['epoch', 'step'], default: 'epoch', description: 'What milestones count.' },
    gamma: { type: 'number', exclusiveMinimum: 0, maximum: 1, default: 0.1, description: 'Factor of each drop (ECM configs).' },
    warmUp: warmUpSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the step schedule. */
export type StepConfig = FromSchema<typeof stepSchema>;
