import { slot } from '@ecm/core';
import type { FromSchema } from 'json-schema-to-ts';

import { shared2fcBoxHeadSchema } from '../shared-2fc/shared-2fc-box-head.schema.js';

export const loceShared2fcBoxHeadSchema = {
  title: 'LoceShared2fcBoxHead',
  description: 'Box head of two shared linear layers with the memory-augmented feature sampling of LOCE.',
  type: 'object',
  properties: {
    ...shared2fcBoxHeadSchema.properties,
    type: { const: 'loce-shared-2fc' },
    loss: {
      ...slot('classification-loss', 'Classification loss that keeps mean scores: "loce".'),
      default: { type: 'loce' },
    },
    mfs: {
      enum: ['on', 'off'],
      default: 'on',
      description: 'Memory-augmented feature sampling, or only the loss (Feng et al., ICCV 2021, ablation).',
    },
    queueSize: { type: 'integer', minimum: 1, default: 80, description: 'Regions kept of each class (fcjian/LOCE: queue_size).' },
    sampledClasses: {
      type: 'integer',
      minimum: 1,
      default: 8,
      description: 'Classes drawn in each step, with replacement (fcjian/LOCE: sampled_num_classes).',
    },
    sampledFeatures: {
      type: 'integer',
      minimum: 1,
      default: 4,
      description: 'Regions drawn of each drawn class, with replacement (fcjian/LOCE: sampled_num_features).',
    },
    precision: {
      enum: ['float32', 'float16'],
      default: 'float32',
      description:
        'How features lie in the memory; float16 halves it (1203 classes · 80 regions · 7 · 7 · 256 numbers: 4.8 GB in float32).',
    },
    saveMemory: {
      type: 'boolean',
      default: true,
      description: 'Keep the regions in checkpoints; if not, as the original, a resumed run fills them anew and goes on with other bits.',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type LoceShared2fcBoxHeadConfig = FromSchema<typeof loceShared2fcBoxHeadSchema>;
