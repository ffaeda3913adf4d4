import type { FromSchema } from 'json-schema-to-ts';

import { fileDatasetProperties } from '../annotations/file-dataset.schema.js';

/** Options of a data set in the LVIS form. */
export const lvisSchema = {
  title: 'LvisDataset',
  type: 'object',
  description: 'Instances with federated annotation and frequency groups, in one JSON file of the LVIS form.',
  properties: { type: { const: 'lvis' }, ...fileDatasetProperties },
  required: ['type', 'annotations'],
  additionalProperties: false,
} as const;

export type LvisConfig = Required<FromSchema<typeof lvisSchema>>;
