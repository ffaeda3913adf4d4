import type { FromSchema } from 'json-schema-to-ts';

import { parameterRulesSchema } from '../optimizer/parameter-rules.schema.js';

/** Options of AdamW in configs. */
export const adamwSchema = {
  title: 'AdamwOptimizer',
  type: 'object',
  description: 'Adam with decoupled weight decay, PyTorch semantics.',
  properties: {
    type: { const: 'adamw' },
    learningRate: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 0.00005,
      description: 'Base learning rate (Swin rows of the ECM configs).',
    },
    betas: {
      type: 'array',
      items: { type: 'number', minimum: 0, exclusiveMaximum: 1 },
      minItems: 2,
      maxItems: 2,
      default: [0.9, 0.999],
      description: 'Decay rates of the two moments (Swin rows of the ECM configs).',
    },
    epsilon: { type: 'number', exclusiveMinimum: 0, default: 1e-8, description: 'Added to the root of the second moment (PyTorch).' },
    weightDecay: { type: 'number', minimum: 0, default: 0.05, description: 'Decoupled weight decay λ (Swin rows of the ECM configs).' },
    parameterRules: parameterRulesSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of AdamW. */
export type AdamwConfig = FromSchema<typeof adamwSchema>;
