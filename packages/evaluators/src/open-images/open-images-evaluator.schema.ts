import type { FromSchema } from 'json-schema-to-ts';

export const openImagesEvaluatorSchema = {
  title: 'OpenImagesEvaluator',
  description: 'Open Images: mean AP at IoU 0.5 with group-of boxes and image-level verification.',
  type: 'object',
  properties: {
    type: { const: 'open-images' },
    hierarchy: {
      type: 'object',
      properties: { LabelName: { type: 'string' }, Subcategory: { type: 'array' } },
      required: ['LabelName'],
      description:
        'Class hierarchy in the form of the Open Images file, by class name; expands the ground truth and adds AP50_expand. Absent: that of the data set.',
    },
    variant: {
      enum: ['challenge', 'mmdet'],
      default: 'challenge',
      description: 'UniDet and TensorFlow (the challenge), or mmdetection in single precision.',
    },
    groupOfWeight: {
      enum: [0, 1],
      default: 1,
      description: 'What a group-of box that is found counts; 0 in the older Open Images V2 protocol. Source: tensorflow/models.',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type OpenImagesEvaluatorConfig = FromSchema<typeof openImagesEvaluatorSchema>;
