import { slot } from '@ecm/core';
import type { FromSchema } from 'json-schema-to-ts';

export const disalignRegionPredictorSchema = {
  title: 'DisalignRegionPredictor',
  description: 'Learnable calibration of the logits of another classifier, used with the DisAlign loss.',
  type: 'object',
  properties: {
    type: { const: 'disalign' },
    classifier: {
      ...slot('region-predictor', 'The classifier of stage 1 under its own names: linear, or cosine (DisAlign).'),
      default: { type: 'linear' },
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type DisalignRegionPredictorConfig = FromSchema<typeof disalignRegionPredictorSchema>;
