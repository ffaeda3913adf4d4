import type { FromSchema } from 'json-schema-to-ts';

import { cosineOptions } from './cosine-options.js';

export const normedLinearRegionPredictorSchema = {
  title: 'NormedLinearRegionPredictor',
  description: 'Cosine classifier of region features, used with the ECM and Seesaw losses.',
  type: 'object',
  properties: { type: { const: 'normed-linear' }, ...cosineOptions },
  required: ['type'],
  additionalProperties: false,
} as const;

export type NormedLinearRegionPredictorConfig = FromSchema<typeof normedLinearRegionPredictorSchema>;
