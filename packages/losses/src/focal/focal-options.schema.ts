/** Options that the focal loss and its class-margin form share; spread into the `properties` of their schemas. */
export const focalSchema = {
  alpha: { type: 'number', minimum: 0, maximum: 1, default: 0.25, description: 'Weight α of positives (Lin et al., ICCV 2017).' },
  gamma: { type: 'number', minimum: 0, default: 2, description: 'Focusing exponent γ (Lin et al., ICCV 2017).' },
} as const;

/** Options that the varifocal loss and its class-margin form share; spread into the `properties` of their schemas. */
export const varifocalSchema = {
  alpha: { type: 'number', minimum: 0, default: 0.75, description: 'Weight α of negatives (Zhang et al., CVPR 2021).' },
  gamma: { type: 'number', minimum: 0, default: 2, description: 'Focusing exponent γ of negatives (Zhang et al., CVPR 2021).' },
  iouWeighted: {
    type: 'boolean',
    default: true,
    description: 'Weight positives by their IoU target (mmdet/models/losses/varifocal_loss.py: iou_weighted).',
  },
} as const;
