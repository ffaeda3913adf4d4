import type { FromSchema } from 'json-schema-to-ts';

import { lvisOptions } from '../evaluator/option-schemas.js';

export const lvisEvaluatorSchema = {
  title: 'LvisEvaluator',
  description: 'LVIS: federated ground truth, 300 detections per image, AP by frequency group.',
  type: 'object',
  properties: { type: { const: 'lvis' }, ...lvisOptions('bbox') },
  required: ['type'],
  additionalProperties: false,
} as const;

export type LvisEvaluatorConfig = FromSchema<typeof lvisEvaluatorSchema>;
