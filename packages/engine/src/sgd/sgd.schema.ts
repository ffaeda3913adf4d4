import type { FromSchema } from 'json-schema-to-ts';

import { parameterRulesSchema } from '../optimizer/parameter-rules.schema.js';

/** Options of SGD in configs. */
export const sgdSchema = {
  title: 'SgdOptimizer',
  type: 'object',
  description: 'Stochastic gradient descent with momentum, PyTorch semantics.',
  properties: {
    type: { const: 'sgd' },
    learningRate: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 0.02,
      description: 'Base learning rate for 16 images per step (ECM configs: 0.02 two-stage, 0.01 one-stage).',
    },
    momentum: { type: 'number', minimum: 0, exclusiveMaximum: 1, default: 0.9, description: 'Momentum μ (ECM configs).' },
    weightDecay: { type: 'number', minimum: 0, default: 0.0001, description: 'L2 penalty λ, added to the gradient (ECM configs).' },
    parameterRules: parameterRulesSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of SGD. */
export type SgdConfig = FromSchema<typeof sgdSchema>;
