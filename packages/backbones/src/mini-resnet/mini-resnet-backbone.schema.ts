import { slot } from '@ecm/core';
import type { FromSchema } from 'json-schema-to-ts';

export const miniResnetBackboneSchema = {
  title: 'MiniResnetBackbone',
  description: 'A small residual network for worlds that train on two cores, with maps at strides 4, 8, 16, …',
  type: 'object',
  properties: {
    type: { const: 'mini-resnet' },
    channels: {
      type: 'array',
      items: { type: 'integer', minimum: 1 },
      minItems: 1,
      default: [24, 48, 96],
      description: 'Channels of each stage; strides 4, 8, 16, … (trial of the mini world).',
    },
    blocksPerStage: { type: 'integer', minimum: 1, default: 1, description: 'Basic blocks of each stage (trial of the mini world).' },
    norm: {
      ...slot('norm', 'Normalisation after each convolution; groups of 8 channels in the trial of the mini world.'),
      default: { type: 'group-norm', channelsPerGroup: 8 },
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type MiniResnetBackboneConfig = FromSchema<typeof miniResnetBackboneSchema>;
