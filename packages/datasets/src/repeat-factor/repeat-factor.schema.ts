import type { FromSchema } from 'json-schema-to-ts';

/** Options of repeat factor sampling. */
export const repeatFactorSchema = {
  title: 'RepeatFactorSampler',
  type: 'object',
  description: 'Repeat factor sampling (RFS): images with rare classes are visited more often (Gupta et al., LVIS, CVPR 2019).',
  properties: {
    type: { const: 'repeat-factor' },
    threshold: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.001,
      description: 'Classes on a smaller share of images are repeated; LVIS configs of mmdetection (oversample_thr).',
    },
    rounding: {
      enum: ['ceil', 'stochastic', 'round', 'floor'],
      default: 'ceil',
      description: 'How a factor becomes a number of visits: ceil as mmdetection, stochastic as detectron2 (drawn each epoch).',
    },
    filterEmpty: {
      type: 'boolean',
      default: true,
      description: 'False counts images without objects as one extra class (mmdetection, filter_empty_gt).',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type RepeatFactorConfig = Required<FromSchema<typeof repeatFactorSchema>>;
