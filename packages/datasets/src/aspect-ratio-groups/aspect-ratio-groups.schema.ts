import { slot } from '@ecm/core';
import type { FromSchema } from 'json-schema-to-ts';

/** Options of grouping by aspect ratio. */
export const aspectRatioGroupsSchema = {
  title: 'AspectRatioGroupsSampler',
  type: 'object',
  description: 'Groups the order of another sampler so that neighbours are all wide or all tall (mmdetection, DistributedGroupSampler).',
  properties: {
    type: { const: 'aspect-ratio-groups' },
    sampler: { ...slot('image-sampler', 'The sampler whose order is grouped.'), default: { type: 'shuffle' } },
    groupSize: {
      type: 'integer',
      minimum: 1,
      default: 2,
      description: 'Neighbours of one group: images per device; LVIS configs of mmdetection.',
    },
    batchSize: {
      type: 'integer',
      minimum: 1,
      default: 16,
      description: 'Groups are topped up to a multiple of this: images per step, 8 devices times 2; LVIS configs of mmdetection.',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type AspectRatioGroupsConfig = Required<FromSchema<typeof aspectRatioGroupsSchema>>;
