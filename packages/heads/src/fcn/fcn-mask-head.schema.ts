import { slot } from '@ecm/core';
import type { FromSchema } from 'json-schema-to-ts';

import { roiOptions } from '../regions/roi-options.js';

export const fcnMaskHeadSchema = {
  title: 'FcnMaskHead',
  description: 'Mask head of Mask R-CNN: 3x3 convolutions, a transposed convolution, one mask per class.',
  type: 'object',
  properties: {
    type: { const: 'fcn' },
    ...roiOptions({ regionSize: 14, source: 'He et al., ICCV 2017' }),
    convolutions: { type: 'integer', minimum: 0, default: 4, description: 'Number of 3x3 convolutions (He et al., ICCV 2017, Fig. 4).' },
    channels: { type: 'integer', minimum: 1, default: 256, description: 'Channels of the convolutions (He et al., Fig. 4).' },
    classAgnostic: {
      type: 'boolean',
      default: false,
      description: 'One mask per region instead of one per class (He et al., Table 2b: per class).',
    },
    maxRegionsPerImage: {
      type: 'integer',
      minimum: 0,
      default: 0,
      description: 'Positives of an image that are trained, chosen at random; 0 trains all, as the reference does.',
    },
    maskThreshold: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.5,
      description: 'Pixels at or above belong to the mask (mmdetection mask_thr_binary).',
    },
    predictor: { ...slot('map-predictor', 'Last layer; normed-conv2d with the ECM and Seesaw losses.'), default: { type: 'conv2d' } },
    loss: { ...slot('mask-loss', 'Mask loss (He et al., section 3).'), default: { type: 'binary-cross-entropy' } },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type FcnMaskHeadConfig = FromSchema<typeof fcnMaskHeadSchema>;
