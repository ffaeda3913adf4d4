import type { FromSchema } from 'json-schema-to-ts';

import { fixedOptions } from '../evaluator/option-schemas.js';

export const lvisFixedEvaluatorSchema = {
  title: 'LvisFixedEvaluator',
  description: 'AP-fixed: LVIS with the best 10,000 detections of each class instead of the best 300 of each image.',
  type: 'object',
  properties: { type: { const: 'lvis-fixed' }, ...fixedOptions('bbox') },
  required: ['type'],
  additionalProperties: false,
} as const;

export type LvisFixedEvaluatorConfig = FromSchema<typeof lvisFixedEvaluatorSchema>;
