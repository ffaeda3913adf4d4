import type { FromSchema } from 'json-schema-to-ts';

export const lwsRegionPredictorSchema = {
  title: 'LwsRegionPredictor',
  description: 'Linear classifier with one learnable scale per output: learnable weight scaling, used with the LWS loss.',
  type: 'object',
  properties: {
    type: { const: 'lws' },
    scaleBias: {
      type: 'boolean',
      default: false,
      description: 'Scale the bias, too: false in tztztztztz/eqlv2 (Table 2), true in facebookresearch/classifier-balancing.',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type LwsRegionPredictorConfig = FromSchema<typeof lwsRegionPredictorSchema>;
