import type { FromSchema } from 'json-schema-to-ts';

/** Options of the coder of centre shifts and size ratios. */
export const deltaXywhBoxCoderSchema = {
  title: 'DeltaXywhBoxCoder',
  description: 'Shift of the middle relative to the size, and logarithm of the change of size.',
  type: 'object',
  properties: {
    type: { const: 'delta-xywh' },
    means: {
      type: 'array',
      items: { type: 'number' },
      minItems: 4,
      maxItems: 4,
      default: [0, 0, 0, 0],
      description: 'Subtracted from dx, dy, dw, dh (mmdetection, target_means).',
    },
    stds: {
      type: 'array',
      items: { type: 'number', exclusiveMinimum: 0 },
      minItems: 4,
      maxItems: 4,
      default: [1, 1, 1, 1],
      description:
        'Divide dx, dy, dw, dh (mmdetection, target_stds): 1 in the RPN; 0.1, 0.1, 0.2, 0.2 in the box head, in ATSS and in the first ' +
        'cascade stage; half and a third of that in the second and third stage (0.05, 0.05, 0.1, 0.1 and 0.033, 0.033, 0.067, 0.067).',
    },
    sizeRatioClip: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1,
      default: 0.016,
      description:
        'Decoding shrinks a side at most by this factor and enlarges it at most by its inverse (mmdetection, wh_ratio_clip 16/1000).',
    },
    clipBorder: {
      type: 'boolean',
      default: true,
      description: 'Whether decoded boxes are clipped to the image where its size is given (mmdetection, clip_border).',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of `delta-xywh`. */
export type DeltaXywhBoxCoderConfig = FromSchema<typeof deltaXywhBoxCoderSchema>;
