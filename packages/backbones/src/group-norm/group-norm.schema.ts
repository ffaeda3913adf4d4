import type { FromSchema } from 'json-schema-to-ts';

export const groupNormSchema = {
  title: 'GroupNorm',
  description: 'Group normalisation with trained scale and shift, for networks trained from scratch with small batches.',
  type: 'object',
  properties: {
    type: { const: 'group-norm' },
    channelsPerGroup: {
      type: 'integer',
      minimum: 1,
      default: 16,
      description: 'Neighbouring channels that share mean and variance; must divide the channel count (Wu and He, ECCV 2018, Table 3).',
    },
    epsilon: { type: 'number', exclusiveMinimum: 0, default: 1e-5, description: 'Added to the variance (PyTorch default).' },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type GroupNormConfig = FromSchema<typeof groupNormSchema>;
