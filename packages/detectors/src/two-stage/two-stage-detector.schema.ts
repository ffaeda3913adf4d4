import type { FromSchema } from 'json-schema-to-ts';

export const twoStageDetectorSchema = {
  title: 'TwoStageDetector',
  description: 'Faster R-CNN, or with a mask head Mask R-CNN.',
  type: 'object',
  properties: {
    type: { const: 'two-stage' },
    backbone: {
      type: 'object',
      properties: { type: { type: 'string' } },
      required: ['type'],
      'x-slot': 'backbone',
      default: { type: 'resnet' },
      description: 'Images to feature maps.',
    },
    neck: {
      type: 'object',
      properties: { type: { type: 'string' } },
      required: ['type'],
      'x-slot': 'neck',
      default: { type: 'fpn' },
      description: 'Feature maps to the pyramid that the heads read.',
    },
    proposalHead: {
      type: 'object',
      properties: { type: { type: 'string' } },
      required: ['type'],
      'x-slot': 'proposal-head',
      default: { type: 'rpn' },
      description: 'Proposes regions.',
    },
    boxHead: {
      type: 'object',
      properties: { type: { type: 'string' } },
      required: ['type'],
      'x-slot': 'box-head',
      default: { type: 'shared-2fc' },
      description: 'Classifies and refines proposed regions.',
    },
    maskHead: {
      type: 'object',
      properties: { type: { type: 'string' } },
      required: ['type'],
      'x-slot': 'mask-head',
      description: 'Draws the mask of each region; leave it out for a box detector.',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type TwoStageDetectorConfig = FromSchema<typeof twoStageDetectorSchema>;
