import type { FromSchema } from 'json-schema-to-ts';

/** Options of class-aware sampling. */
export const classAwareSchema = {
  title: 'ClassAwareSampler',
  type: 'object',
  description: 'Class-aware sampling: classes are picked about evenly, then an image of the class.',
  properties: {
    type: { const: 'class-aware' },
    form: {
      enum: ['multinomial', 'stream', 'epoch'],
      default: 'multinomial',
      description:
        'multinomial: draws with replacement (UniDet, Table 5). stream: classes in turn (eqlv2, cRT and LWS of Table 2). epoch: mmdetection.',
    },
    length: {
      type: 'integer',
      minimum: 0,
      default: 0,
      description: 'Visits of one epoch for multinomial and stream; 0 takes the number of images. eqlv2 uses 75,000 batches of 16.',
    },
    imagesPerClass: {
      type: 'integer',
      minimum: 1,
      default: 1,
      description: 'Images at each turn of a class, form epoch only; mmdetection (num_sample_class).',
    },
    batchSize: { type: 'integer', minimum: 1, default: 1, description: 'The form epoch rounds its length up to a multiple of this.' },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type ClassAwareConfig = Required<FromSchema<typeof classAwareSchema>>;
