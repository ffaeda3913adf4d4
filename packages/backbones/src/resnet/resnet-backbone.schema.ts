import { slot } from '@ecm/core';
import type { FromSchema } from 'json-schema-to-ts';

export const resnetBackboneSchema = {
  title: 'ResnetBackbone',
  description: 'ResNet with four output maps at strides 4, 8, 16 and 32 (He et al., CVPR 2016).',
  type: 'object',
  properties: {
    type: { const: 'resnet' },
    depth: {
      enum: [18, 34, 50, 101],
      default: 50,
      description: 'Number of layers; 18 and 34 have basic blocks, 50 and 101 bottlenecks (He et al., Table 1).',
    },
    style: {
      enum: ['pytorch', 'caffe'],
      default: 'pytorch',
      description:
        'Where a strided bottleneck has its stride: in the 3x3 convolution (torchvision weights) or in the first 1x1 (Caffe, Detectron2 weights).',
    },
    frozenStages: {
      type: 'integer',
      minimum: -1,
      maximum: 4,
      default: 1,
      description: 'Parts that are not trained: -1 none, 0 the stem, k the stem and stages 1 to k (mmdetection default 1).',
    },
    norm: {
      ...slot('norm', 'Normalisation after each convolution; all rows of the paper keep the batch statistics of the pretrained network.'),
      default: { type: 'frozen-batch-norm' },
    },
    stemChannels: { type: 'integer', minimum: 1, default: 64, description: 'Channels of the first convolution (He et al., Table 1).' },
    baseChannels: {
      type: 'integer',
      minimum: 1,
      default: 64,
      description: 'Width of the first stage; doubles with each stage (He et al., Table 1).',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type ResnetBackboneConfig = FromSchema<typeof resnetBackboneSchema>;
