import type { FromSchema } from 'json-schema-to-ts';

export const cosineRegionPredictorSchema = {
  title: 'CosineRegionPredictor',
  description: 'Cosine classifier without bias and with a learnable scale, used with DisAlign.',
  type: 'object',
  properties: {
    type: { const: 'cosine' },
    initialScale: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 20,
      description: 'Start value of the learnable scale (Megvii-BaseDetection/DisAlign: scale mode "learn", 20).',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type CosineRegionPredictorConfig = FromSchema<typeof cosineRegionPredictorSchema>;
