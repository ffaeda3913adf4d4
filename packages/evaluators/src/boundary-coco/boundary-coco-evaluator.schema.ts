import type { FromSchema } from 'json-schema-to-ts';

export const boundaryCocoEvaluatorSchema = {
  title: 'BoundaryCocoEvaluator',
  description: 'Boundary AP on COCO as boundary-iou-api computes it.',
  type: 'object',
  properties: {
    type: { const: 'boundary-coco' },
    iou: {
      type: 'array',
      items: { enum: ['bbox', 'segm', 'boundary'] },
      minItems: 1,
      uniqueItems: true,
      default: ['boundary'],
      description: 'What detections and ground truths are compared by; one result each.',
    },
    maxDetections: {
      type: 'array',
      items: { type: 'integer', minimum: 1 },
      minItems: 1,
      default: [1, 10, 100],
      description: 'Limits on the detections of each image and class, side by side. Source: pycocotools, cocoeval.py.',
    },
    areaFromBox: {
      type: 'boolean',
      default: false,
      description: 'Sort mask detections into area ranges by their box; mmdetection removes it for COCO masks.',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type BoundaryCocoEvaluatorConfig = FromSchema<typeof boundaryCocoEvaluatorSchema>;
