import type { FromSchema } from 'json-schema-to-ts';

export const normedLinearRegionPredictorSchema = {
  title: 'NormedLinearRegionPredictor',
  description: 'Cosine classifier of region features, used with the ECM and Seesaw losses.',
  type: 'object',
  properties: {
    type: { const: 'normed-linear' },
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

export type NormedLinearRegionPredictorConfig = FromSchema<typeof normedLinearRegionPredictorSchema>;
