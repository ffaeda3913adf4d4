import type { FromSchema } from 'json-schema-to-ts';

export const lvisPooledEvaluatorSchema = {
  title: 'LvisPooledEvaluator',
  description: 'AP-pool: one precision–recall curve over the detections of all classes.',
  type: 'object',
  properties: {
    type: { const: 'lvis-pooled' },
    iou: {
      type: 'array',
      items: { enum: ['bbox', 'segm', 'boundary'] },
      minItems: 1,
      uniqueItems: true,
      default: ['bbox'],
      description: 'What detections and ground truths are compared by; one result each.',
    },
    detectionsPerCategory: {
      type: 'integer',
      default: 10000,
      description: 'Most detections of a class over all images. Source: Dave et al. 2021, large-vocab-devil.',
    },
    maxDetections: {
      type: 'integer',
      default: -1,
      description: 'Most detections of an image, applied before; −1 for no limit. Source: large-vocab-devil, evaluate_ap_fixed.py.',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type LvisPooledEvaluatorConfig = FromSchema<typeof lvisPooledEvaluatorSchema>;
