import type { FromSchema } from 'json-schema-to-ts';

import { fixedOptions } from '../evaluator/option-schemas.js';

export const lvisPooledEvaluatorSchema = {
  title: 'LvisPooledEvaluator',
  description: 'AP-pool: one precision–recall curve over the detections of all classes.',
  type: 'object',
  properties: { type: { const: 'lvis-pooled' }, ...fixedOptions('bbox') },
  required: ['type'],
  additionalProperties: false,
} as const;

export type LvisPooledEvaluatorConfig = FromSchema<typeof lvisPooledEvaluatorSchema>;
