import type { FromSchema } from 'json-schema-to-ts';

import { cosineOptions } from '../normed-linear/cosine-options.js';

export const normedConv2dMapPredictorSchema = {
  title: 'NormedConv2dMapPredictor',
  description: 'Cosine form of the 1x1 mask predictor, used with the ECM and Seesaw losses.',
  type: 'object',
  properties: { type: { const: 'normed-conv2d' }, ...cosineOptions },
  required: ['type'],
  additionalProperties: false,
} as const;

export type NormedConv2dMapPredictorConfig = FromSchema<typeof normedConv2dMapPredictorSchema>;
