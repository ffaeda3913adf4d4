import type { FromSchema } from 'json-schema-to-ts';

const share = { type: 'number', minimum: 0, maximum: 1 } as const;

/** Options of the assigner by largest IoU. */
export const maxIouAssignerSchema = {
  title: 'MaxIouAssigner',
  description: 'Positive above one IoU with any ground truth, negative below another, ignored between.',
  type: 'object',
  properties: {
    type: { const: 'max-iou' },
    positiveIou: {
      ...share,
      default: 0.5,
      description:
        'A box with at least this IoU is positive: RPN 0.7, box head 0.5, cascade stages 0.5, 0.6, 0.7 (mmdetection, pos_iou_thr).',
    },
    negativeIou: {
      anyOf: [share, { type: 'array', items: share, minItems: 2, maxItems: 2 }],
      default: 0.5,
      description:
        'A box below this IoU is negative: RPN 0.3, elsewhere as positiveIou; a pair is the range [low, high) of negatives ' +
        '(mmdetection, neg_iou_thr).',
    },
    minPositiveIou: {
      ...share,
      default: 0.5,
      description: 'Least IoU of a low-quality match: RPN 0.3, elsewhere as positiveIou (mmdetection, min_pos_iou).',
    },
    matchLowQuality: {
      type: 'boolean',
      default: true,
      description:
        'Whether a ground truth also takes the boxes that are its best ones: true in the RPN and, in mmdetection, in the box head of ' +
        'Mask R-CNN, false in the cascade (match_low_quality).',
    },
    assignAllBest: {
      type: 'boolean',
      default: true,
      description: 'Whether it takes all boxes that share its best IoU, or only the first of them (mmdetection, gt_max_assign_all).',
    },
    ignoreIof: {
      type: 'number',
      minimum: -1,
      maximum: 1,
      default: -1,
      description: 'Boxes covered by an ignored region to more than this share are ignored; −1: off (mmdetection, ignore_iof_thr).',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of `max-iou`. */
export type MaxIouAssignerConfig = FromSchema<typeof maxIouAssignerSchema>;
