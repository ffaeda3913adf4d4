import type { FromSchema } from 'json-schema-to-ts';

export const frozenBatchNormSchema = {
  title: 'FrozenBatchNorm',
  description: 'Batch normalisation with fixed running statistics, folded into the convolution before it.',
  type: 'object',
  properties: {
    type: { const: 'frozen-batch-norm' },
    trainAffine: {
      type: 'boolean',
      default: true,
      description:
        'Whether scale and shift of the stages that are not frozen are trained: true with torchvision weights, false with Caffe weights (requires_grad of mmdetection configs).',
    },
    epsilon: { type: 'number', exclusiveMinimum: 0, default: 1e-5, description: 'Added to the variance (PyTorch default).' },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type FrozenBatchNormConfig = FromSchema<typeof frozenBatchNormSchema>;
