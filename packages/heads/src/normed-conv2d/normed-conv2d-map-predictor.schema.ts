import type { FromSchema } from 'json-schema-to-ts';

export const normedConv2dMapPredictorSchema = {
  title: 'NormedConv2dMapPredictor',
  description: 'Cosine form of the 1x1 mask predictor, used with the ECM and Seesaw losses.',
  type: 'object',
  properties: {
    type: { const: 'normed-conv2d' },
    temperature: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 20,
      description: 'Factor on the cosine (ECM configs, "tempearture"; Seesaw, Wang et al., CVPR 2021).',
    },
    power: { type: 'number', exclusiveMinimum: 0, default: 1, description: 'Exponent of the norms (ECM-Loss normed_predictor.py).' },
    epsilon: { type: 'number', exclusiveMinimum: 0, default: 1e-6, description: 'Added to the norms (ECM-Loss normed_predictor.py).' },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type NormedConv2dMapPredictorConfig = FromSchema<typeof normedConv2dMapPredictorSchema>;
