import type { FromSchema } from 'json-schema-to-ts';

import { warmUpSchema } from '../learning-rate/warm-up.schema.js';

/** Options of the constant schedule in configs. */
export const constantSchema = {
  title: 'ConstantSchedule',
  type: 'object',
  description: 'The same rate from start to end.',
  properties: { type: { const: 'constant' }, warmUp: warmUpSchema },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the constant schedule. */
export type ConstantConfig = FromSchema<typeof constantSchema>;
