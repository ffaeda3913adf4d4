import type { FromSchema } from 'json-schema-to-ts';

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
      type: 'object',
      properties: { type: { type: 'string' } },
      required: ['type'],
      'x-slot': 'anchor-generator',
      default: { type: 'anchor-grid' },
      description: 'Prior boxes: 3 ratios at 8 strides in the configs of the paper.',
    },
    coder: {
      type: 'object',
      properties: { type: { type: 'string' } },
      required: ['type'],
      'x-slot': 'box-coder',
      default: { type: 'delta-xywh' },
      description: 'How boxes are coded relative to anchors.',
    },
    assigner: {
      type: 'object',
      properties: { type: { type: 'string' } },
      required: ['type'],
      'x-slot': 'assigner',
      default: { type: 'max-iou', positiveIou: 0.7, negativeIou: 0.3, minPositiveIou: 0.3, matchLowQuality: true },
      description: 'Which anchors stand for which objects (mmdetection train_cfg.rpn).',
    },
    sampler: {
      type: 'object',
      properties: { type: { type: 'string' } },
      required: ['type'],
      'x-slot': 'region-sampler',
      default: { type: 'random', count: 256, positiveFraction: 0.5, addGroundTruths: false },
      description: 'Which anchors are trained (mmdetection train_cfg.rpn).',
    },
    boxLoss: {
      type: 'object',
      properties: { type: { type: 'string' } },
      required: ['type'],
      'x-slot': 'box-loss',
      default: { type: 'l1' },
      description: 'Loss of the coded boxes: L1 in Mask R-CNN, smooth L1 with beta 1/9 in Cascade configs.',
    },
    training: {
      type: 'object',
      properties: {
        maxPerLevel: {
          type: 'integer',
          minimum: 1,
          default: 2000,
          description: 'Best anchors of each level before suppression (mmdetection train_cfg.rpn_proposal).',
        },
        maxPerImage: {
          type: 'integer',
          minimum: 1,
          default: 1000,
          description: 'Proposals of an image (mmdetection train_cfg.rpn_proposal).',
        },
        iouThreshold: {
          type: 'number',
          minimum: 0,
          maximum: 1,
          default: 0.7,
          description: 'Suppression within a level (Ren et al., NeurIPS 2015).',
        },
        minSize: { type: 'number', minimum: 0, default: 0, description: 'Sides must be longer, in pixels (mmdetection min_bbox_size).' },
      },
      additionalProperties: false,
      default: {},
      description: 'Which anchors become proposals in training.',
    },
    testing: {
      type: 'object',
      properties: {
        maxPerLevel: {
          type: 'integer',
          minimum: 1,
          default: 1000,
          description: 'Best anchors of each level before suppression (mmdetection test_cfg.rpn).',
        },
        maxPerImage: { type: 'integer', minimum: 1, default: 1000, description: 'Proposals of an image (mmdetection test_cfg.rpn).' },
        iouThreshold: {
          type: 'number',
          minimum: 0,
          maximum: 1,
          default: 0.7,
          description: 'Suppression within a level (Ren et al., NeurIPS 2015).',
        },
        minSize: { type: 'number', minimum: 0, default: 0, description: 'Sides must be longer, in pixels (mmdetection min_bbox_size).' },
      },
      additionalProperties: false,
      default: {},
      description: 'Which anchors become proposals in testing.',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type RpnProposalHeadConfig = FromSchema<typeof rpnProposalHeadSchema>;
