import type { FromSchema } from 'json-schema-to-ts';

import { lvisOptions } from '../evaluator/option-schemas.js';

export const boundaryLvisEvaluatorSchema = {
  title: 'BoundaryLvisEvaluator',
  description: 'Boundary AP on LVIS as boundary-iou-api computes it.',
  type: 'object',
  properties: { type: { const: 'boundary-lvis' }, ...lvisOptions('boundary') },
  required: ['type'],
  additionalProperties: false,
} as const;

export type BoundaryLvisEvaluatorConfig = FromSchema<typeof boundaryLvisEvaluatorSchema>;
