import { slot } from '@ecm/core';
import type { FromSchema } from 'json-schema-to-ts';

import { featureSlots } from '../regions/feature-slots.js';

export const cascadeDetectorSchema = {
  title: 'CascadeDetector',
  description: 'Cascade R-CNN, or with a mask head Cascade Mask R-CNN.',
  type: 'object',
  properties: {
    type: { const: 'cascade' },
    ...featureSlots,
    proposalHead: {
      ...slot('proposal-head', 'Proposes regions (mmdetection cascade_mask_rcnn_r50_fpn.py).'),
      default: {
        type: 'rpn',
        allowedBorder: 0,
        boxLoss: { type: 'smooth-l1', beta: 1 / 9 },
        training: { maxPerLevel: 2000, maxPerImage: 2000 },
      },
    },
    boxHead: {
      ...slot('box-head', 'Box head of every stage, each with its own parameters; assigner and coder come from the stage.'),
      default: { type: 'shared-2fc', classAgnostic: true, boxLoss: { type: 'smooth-l1' } },
    },
    maskHead: slot('mask-head', 'Mask head of every stage, each with its own parameters; leave it out for a box detector.'),
    stages: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: {
          assigner: slot('assigner', 'Which regions stand for which objects.'),
          coder: slot('box-coder', 'How boxes are coded relative to the regions of the stage.'),
          lossWeight: { type: 'number', minimum: 0, default: 1, description: 'Multiplies the losses of the stage.' },
        },
        required: ['assigner', 'coder'],
        additionalProperties: false,
      },
      default: [
        {
          assigner: { type: 'max-iou', positiveIou: 0.5, negativeIou: 0.5, minPositiveIou: 0.5, matchLowQuality: false },
          coder: { type: 'delta-xywh', stds: [0.1, 0.1, 0.2, 0.2] },
          lossWeight: 1,
        },
        {
          assigner: { type: 'max-iou', positiveIou: 0.6, negativeIou: 0.6, minPositiveIou: 0.6, matchLowQuality: false },
          coder: { type: 'delta-xywh', stds: [0.05, 0.05, 0.1, 0.1] },
          lossWeight: 0.5,
        },
        {
          assigner: { type: 'max-iou', positiveIou: 0.7, negativeIou: 0.7, minPositiveIou: 0.7, matchLowQuality: false },
          coder: { type: 'delta-xywh', stds: [0.033, 0.033, 0.067, 0.067] },
          lossWeight: 0.25,
        },
      ],
      description: 'What differs between the stages (Cai and Vasconcelos, CVPR 2018; mmdetection cascade_mask_rcnn_r50_fpn.py).',
    },
    ensemble: {
      enum: ['logits', 'scores'],
      default: 'logits',
      description: 'What is averaged over the stages at test: logits (mmdetection) or scores (Detectron2, OpenImages rows).',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type CascadeDetectorConfig = FromSchema<typeof cascadeDetectorSchema>;
