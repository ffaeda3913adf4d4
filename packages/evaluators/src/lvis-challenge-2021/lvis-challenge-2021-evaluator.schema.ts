import type { FromSchema } from 'json-schema-to-ts';

import { fixedOptions } from '../evaluator/option-schemas.js';

export const lvisChallenge2021EvaluatorSchema = {
  title: 'LvisChallenge2021Evaluator',
  description: 'LVIS challenge 2021: fixed AP by boundary IoU.',
  type: 'object',
  properties: { type: { const: 'lvis-challenge-2021' }, ...fixedOptions('boundary') },
  required: ['type'],
  additionalProperties: false,
} as const;

export type LvisChallenge2021EvaluatorConfig = FromSchema<typeof lvisChallenge2021EvaluatorSchema>;
