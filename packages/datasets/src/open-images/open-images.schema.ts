import type { FromSchema } from 'json-schema-to-ts';

import { fileDatasetProperties } from '../annotations/file-dataset.schema.js';

/** Options of a data set of Open Images. */
export const openImagesSchema = {
  title: 'OpenImagesDataset',
  type: 'object',
  description:
    'Boxes of Open Images in one JSON file, as `ecm data convert open-images` or UniDet write it: group-of boxes, image-level labels, class tree.',
  properties: {
    type: { const: 'open-images' },
    ...fileDatasetProperties,
    segmentations: { ...fileDatasetProperties.segmentations, default: false, description: 'Keep masks in memory; boxes have none.' },
    hierarchy: {
      type: 'string',
      default: '',
      description:
        'Hierarchy file of the classes (bbox_labels_…_hierarchy.json), absolute or relative to the data root; empty for none. Losses and the evaluator take it from here.',
    },
  },
  required: ['type', 'annotations'],
  additionalProperties: false,
} as const;

export type OpenImagesConfig = Required<FromSchema<typeof openImagesSchema>>;
