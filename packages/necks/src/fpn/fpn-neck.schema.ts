import type { FromSchema } from 'json-schema-to-ts';

export const fpnNeckSchema = {
  title: 'FpnNeck',
  description: 'Feature pyramid network (Lin et al., CVPR 2017).',
  type: 'object',
  properties: {
    type: { const: 'fpn' },
    outChannels: { type: 'integer', minimum: 1, default: 256, description: 'Channels of every output level (Lin et al.).' },
    startLevel: {
      type: 'integer',
      minimum: 0,
      default: 0,
      description: 'Index of the first backbone level that is used: 0 for two-stage, 1 for one-stage detectors (mmdetection).',
    },
    levels: {
      type: 'integer',
      minimum: 1,
      default: 5,
      description: 'Number of output levels; those beyond the backbone levels are extra levels (mmdetection num_outs).',
    },
    extraLevels: {
      enum: ['max-pool', 'on-input', 'on-lateral', 'on-output'],
      default: 'max-pool',
      description:
        'How extra levels are made: every second cell of the last output, or 3x3 convolutions of stride 2 from the last backbone map, lateral sum or output (mmdetection add_extra_convs).',
    },
    reluBeforeExtra: {
      type: 'boolean',
      default: false,
      description: 'Whether a ReLU precedes the second and later extra convolutions (mmdetection relu_before_extra_convs).',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type FpnNeckConfig = FromSchema<typeof fpnNeckSchema>;
