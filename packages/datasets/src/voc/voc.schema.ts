import type { FromSchema } from 'json-schema-to-ts';

import { fileDatasetProperties } from '../annotations/file-dataset.schema.js';

/** Options of a Pascal VOC folder. */
export const vocSchema = {
  title: 'VocDataset',
  type: 'object',
  description: 'Boxes in a Pascal VOC folder: Annotations/*.xml, JPEGImages, ImageSets/Main/<split>.txt.',
  properties: {
    type: { const: 'voc' },
    name: { ...fileDatasetProperties.name, description: 'Name in messages and reports; empty takes the names of folder and split.' },
    folder: { type: 'string', minLength: 1, description: 'The Pascal VOC folder, absolute or relative to the data root.' },
    split: { type: 'string', default: '', description: 'List in ImageSets/Main; empty takes every annotation file.' },
    categories: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Class names in the order of their labels; empty takes all names in the folder, in alphabetical order.',
    },
    onlyAnnotated: fileDatasetProperties.onlyAnnotated,
    minSide: fileDatasetProperties.minSide,
  },
  required: ['type', 'folder'],
  additionalProperties: false,
} as const;

export type VocConfig = Required<FromSchema<typeof vocSchema>>;
