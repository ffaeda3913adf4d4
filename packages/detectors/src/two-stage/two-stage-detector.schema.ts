import { slot } from '@ecm/core';
import type { FromSchema } from 'json-schema-to-ts';

import { featureSlots } from '../regions/feature-slots.js';

export const twoStageDetectorSchema = {
  title: 'TwoStageDetector',
  description: 'Faster R-CNN, or with a mask head Mask R-CNN.',
  type: 'object',
  properties: {
    type: { const: 'two-stage' },
    ...featureSlots,
    proposalHead: { ...slot('proposal-head', 'Proposes regions.'), default: { type: 'rpn' } },
    boxHead: { ...slot('box-head', 'Classifies and refines proposed regions.'), default: { type: 'shared-2fc' } },
    maskHead: slot('mask-head', 'Draws the mask of each region; leave it out for a box detector.'),
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type TwoStageDetectorConfig = FromSchema<typeof twoStageDetectorSchema>;
