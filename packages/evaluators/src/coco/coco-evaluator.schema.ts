import type { FromSchema } from 'json-schema-to-ts';

import { cocoOptions } from '../evaluator/option-schemas.js';

export const cocoEvaluatorSchema = {
  title: 'CocoEvaluator',
  description: 'COCO: every class on every image, crowds, the best 1, 10 and 100 of each image and class.',
  type: 'object',
  properties: { type: { const: 'coco' }, ...cocoOptions('bbox') },
  required: ['type'],
  additionalProperties: false,
} as const;

export type CocoEvaluatorConfig = FromSchema<typeof cocoEvaluatorSchema>;
