import { slot } from '@ecm/core';
import type { FromSchema } from 'json-schema-to-ts';

import { roiOptions } from '../regions/roi-options.js';

export const shared2fcBoxHeadSchema = {
  title: 'Shared2fcBoxHead',
  description: 'Box head of Mask R-CNN: two shared linear layers, then class logits and box changes.',
  type: 'object',
  properties: {
    type: { const: 'shared-2fc' },
    ...roiOptions({ regionSize: 7, source: 'Lin et al., CVPR 2017' }),
    hiddenSize: { type: 'integer', minimum: 1, default: 1024, description: 'Outputs of each shared layer (Lin et al., CVPR 2017).' },
    classAgnostic: {
      type: 'boolean',
      default: false,
      description: 'One box change per region instead of one per class: false in Mask R-CNN, true in Cascade configs.',
    },
    classPredictor: {
      ...slot('region-predictor', 'Last layer of the classifier; normed-linear with the ECM and Seesaw losses.'),
      default: { type: 'linear' },
    },
    loss: {
      ...slot('classification-loss', 'Classification loss; also decides scores and the number of logits.'),
      default: { type: 'softmax-ce' },
    },
    boxLoss: { ...slot('box-loss', 'Loss of the coded boxes: L1 in Mask R-CNN, smooth L1 in Cascade configs.'), default: { type: 'l1' } },
    assigner: {
      ...slot('assigner', 'Which proposals stand for which objects (mmdetection train_cfg.rcnn).'),
      default: { type: 'max-iou', positiveIou: 0.5, negativeIou: 0.5, minPositiveIou: 0.5, matchLowQuality: true },
    },
    sampler: {
      ...slot('region-sampler', 'Which proposals are trained (mmdetection train_cfg.rcnn).'),
      default: { type: 'random', count: 512, positiveFraction: 0.25, addGroundTruths: true },
    },
    coder: {
      ...slot('box-coder', 'How boxes are coded relative to proposals.'),
      default: { type: 'delta-xywh', stds: [0.1, 0.1, 0.2, 0.2] },
    },
    scoreThreshold: {
      type: 'number',
      minimum: 0,
      default: 0.0001,
      description: 'Detections score above (LVIS configs of mmdetection; 0.05 for COCO).',
    },
    iouThreshold: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.5,
      description: 'Suppression within a class (mmdetection test_cfg.rcnn).',
    },
    maxPerImage: { type: 'integer', minimum: 1, default: 300, description: 'Detections of an image (LVIS; 100 for COCO).' },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type Shared2fcBoxHeadConfig = FromSchema<typeof shared2fcBoxHeadSchema>;
