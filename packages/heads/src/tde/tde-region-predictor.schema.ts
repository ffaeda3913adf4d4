import type { FromSchema } from 'json-schema-to-ts';

export const tdeRegionPredictorSchema = {
  title: 'TdeRegionPredictor',
  description: 'De-confounded multi-head normalised classifier with a running feature, used with the TDE loss.',
  type: 'object',
  properties: {
    type: { const: 'tde' },
    heads: {
      type: 'integer',
      minimum: 1,
      default: 2,
      description: 'Equal parts that features and weights are normalised in (Tang et al., NeurIPS 2020).',
    },
    temperature: { type: 'number', exclusiveMinimum: 0, default: 16, description: 'Factor τ on the logits (Tang et al., NeurIPS 2020).' },
    weightGuard: {
      type: 'number',
      minimum: 0,
      default: 1 / 32,
      description: 'γ, added to the norms of the weights (KaihuaTang/Long-Tailed-Recognition.pytorch: 1/32).',
    },
    alpha: {
      type: 'number',
      minimum: 0,
      default: 1.5,
      description: 'Strength of the effect that tests remove; 0 removes nothing (KaihuaTang/Long-Tailed-Recognition.pytorch lvis1.0: 1.5).',
    },
    mu: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.9998,
      description: 'Momentum of the running feature, 1 − 0.1 · 0.002 (KaihuaTang/Long-Tailed-Recognition.pytorch lvis1.0).',
    },
    compatLabelBug: {
      type: 'boolean',
      default: false,
      description: 'Take labels above 0 for foreground, as the original does: class 0 is left out and the background taken in.',
    },
  },
  required: ['type'],
  additionalProperties: false,
} as const;

export type TdeRegionPredictorConfig = FromSchema<typeof tdeRegionPredictorSchema>;
