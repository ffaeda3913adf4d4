import type { FromSchema } from 'json-schema-to-ts';

import { cocoOptions } from '../evaluator/option-schemas.js';

export const boundaryCocoEvaluatorSchema = {
  title: 'BoundaryCocoEvaluator',
  description: 'Boundary AP on COCO as boundary-iou-api computes it.',
  type: 'object',
  properties: { type: { const: 'boundary-coco' }, ...cocoOptions('boundary') },
  required: ['type'],
  additionalProperties: false,
} as const;

export type BoundaryCocoEvaluatorConfig = FromSchema<typeof boundaryCocoEvaluatorSchema>;
