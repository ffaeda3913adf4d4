import type { FromSchema } from 'json-schema-to-ts';

export const lvisEvaluatorSchema = {
  title: 'LvisEvaluator',
  description: 'LVIS: federated ground truth, 300 detections per image, AP by frequency group.',
  type: 'object',
  properties: {
    type: { const: 'lvis' },
    iou: {
      type: 'array',
      items: { enum: ['bbox', 'segm', 'boundary'] },
      minItems: 1,
      uniqueItems: true,
      default: ['bbox'],
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

export type LvisEvaluatorConfig = FromSchema<typeof lvisEvaluatorSchema>;
