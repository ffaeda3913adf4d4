import type { FromSchema } from 'json-schema-to-ts';

import { reducedLossSchema } from '../fused/loss-config.js';

/** Options of the equilibrium loss. */
export const loceLossSchema = {
  title: 'LoceLoss',
  description: 'Equilibrium loss of LOCE: cross-entropy on logits shifted by the mean scores of the classes.',
  type: 'object',
  properties: {
    type: { const: 'loce' },
    alpha: {
      type: 'number',
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
      default: 0.9,
      description: 'Momentum of the mean scores (fcjian/LOCE).',
    },
    backgroundScore: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 0.01,
      description: 'Fixed mean score of the background (fcjian/LOCE).',
    },
    initialScore: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 0.01,
      description: 'Mean score of every class at the start (fcjian/LOCE).',
    },
    ...reducedLossSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the equilibrium loss. */
export type LoceLossConfig = FromSchema<typeof loceLossSchema>;
