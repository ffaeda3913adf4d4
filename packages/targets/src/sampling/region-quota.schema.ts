/** The options that all region samplers share. */
export const regionQuotaProperties = {
  count: {
    type: 'integer',
    minimum: 1,
    default: 512,
    description: 'Regions per image, positives and negatives together: RPN 256, box heads 512 (mmdetection, num).',
  },
  positiveFraction: {
    type: 'number',
    minimum: 0,
    maximum: 1,
    default: 0.25,
    description: 'Largest share of positives: RPN 0.5, box heads 0.25 (mmdetection, pos_fraction).',
  },
  maxNegativesPerPositive: {
    type: 'number',
    minimum: -1,
    default: -1,
    description: 'Bound of the negatives per positive; −1: none (mmdetection, neg_pos_ub).',
  },
  addGroundTruths: {
    type: 'boolean',
    default: true,
    description:
      'Whether ground truths are put in front of the proposals: true in box heads, false in the RPN (mmdetection, add_gt_as_proposals).',
  },
} as const;
