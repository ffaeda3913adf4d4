import type { FromSchema } from 'json-schema-to-ts';

export const linearRegionPredictorSchema = {
  title: 'LinearRegionPredictor',
  description: 'Plain linear classifier of region features.',
  type: 'object',
  properties: { type: { const: 'linear' } },
  required: ['type'],
  additionalProperties: false,
} as const;

export type LinearRegionPredictorConfig = FromSchema<typeof linearRegionPredictorSchema>;
