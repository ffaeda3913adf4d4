import type { FromSchema } from 'json-schema-to-ts';

export const boundaryLvisEvaluatorSchema = {
  title: 'BoundaryLvisEvaluator',
  description: 'Boundary AP on LVIS as boundary-iou-api computes it.',
  type: 'object',
  properties: {
    type: { const: 'boundary-lvis' },
    iou: {
      type: 'array',
      items: { enum: ['bbox', 'segm', 'boundary'] },
      minItems: 1,
      uniqueItems: true,
      default: ['boundary'],
      description: 'What detections and ground truths are compared by; one result each.',
    },
    maxDetections: {
      type: 'integer',
      default: 300,
      description: 'Most detections of an image over all classes, −1 for no limit. Source: lvis-api, lvis/eval.py.',
    },
    classAgnostic: { type: 'boolean', default: false, description: 'Judge all classes as one (use_cats = 0 of lvis-api).' },
    areaFromBox: {
      type: 'boolean',
      default: false,
      description: 'Sort mask detections into area ranges by their box, as lvis-api does when results carry one; detectron2 removes it.',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type BoundaryLvisEvaluatorConfig = FromSchema<typeof boundaryLvisEvaluatorSchema>;
