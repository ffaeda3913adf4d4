import type { FromSchema } from 'json-schema-to-ts';

export const conv2dMapPredictorSchema = {
  title: 'Conv2dMapPredictor',
  description: 'Plain 1x1 convolution from mask features to one channel per class.',
  type: 'object',
  properties: { type: { const: 'conv2d' } },
  required: ['type'],
  additionalProperties: false,
} as const;

export type Conv2dMapPredictorConfig = FromSchema<typeof conv2dMapPredictorSchema>;
