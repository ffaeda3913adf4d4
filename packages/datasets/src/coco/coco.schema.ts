import type { FromSchema } from 'json-schema-to-ts';

import { fileDatasetProperties } from '../annotations/file-dataset.schema.js';

/** Options of a data set in the COCO form. */
export const cocoSchema = {
  title: 'CocoDataset',
  type: 'object',
  description: 'Instances with complete annotation and crowds, in one JSON file of the COCO form.',
  properties: { type: { const: 'coco' }, ...fileDatasetProperties },
  required: ['type', 'annotations'],
  additionalProperties: false,
} as const;

export type CocoConfig = Required<FromSchema<typeof cocoSchema>>;
