import { slot } from '@ecm/core';
import type { FromSchema } from 'json-schema-to-ts';

import { proposalLimitsSchema } from './proposal-limits.schema.js';

export const rpnProposalHeadSchema = {
  title: 'RpnProposalHead',
  description: 'Region proposal network (Ren et al., NeurIPS 2015).',
  type: 'object',
  properties: {
    type: { const: 'rpn' },
    channels: {
      type: 'integer',
      minimum: 1,
      default: 256,
      description: 'Channels of the hidden 3x3 convolution (mmdetection feat_channels).',
    },
    allowedBorder: {
      type: 'number',
      minimum: -1,
      default: -1,
      description: 'Pixels that anchors may reach beyond the image to be trained; -1: any (Mask R-CNN configs), 0 in Cascade configs.',
    },
    anchors: {
      ...slot('anchor-generator', 'Prior boxes: 3 ratios at 8 strides in the configs of the paper.'),
      default: { type: 'anchor-grid' },
    },
    coder: { ...slot('box-coder', 'How boxes are coded relative to anchors.'), default: { type: 'delta-xywh' } },
    assigner: {
      ...slot('assigner', 'Which anchors stand for which objects (mmdetection train_cfg.rpn).'),
      default: { type: 'max-iou', positiveIou: 0.7, negativeIou: 0.3, minPositiveIou: 0.3, matchLowQuality: true },
    },
    sampler: {
      ...slot('region-sampler', 'Which anchors are trained (mmdetection train_cfg.rpn).'),
      default: { type: 'random', count: 256, positiveFraction: 0.5, addGroundTruths: false },
    },
    boxLoss: {
      ...slot('box-loss', 'Loss of the coded boxes: L1 in Mask R-CNN, smooth L1 with beta 1/9 in Cascade configs.'),
      default: { type: 'l1' },
    },
    training: proposalLimitsSchema({ phase: 'training', maxPerLevel: 2000, source: 'mmdetection train_cfg.rpn_proposal' }),
    testing: proposalLimitsSchema({ phase: 'testing', maxPerLevel: 1000, source: 'mmdetection test_cfg.rpn' }),
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type RpnProposalHeadConfig = FromSchema<typeof rpnProposalHeadSchema>;
