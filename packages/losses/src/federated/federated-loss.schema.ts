import type { FromSchema } from 'json-schema-to-ts';

import { lossWeightSchema, nanSchema, priorSchema, seedSchema } from '../fused/loss-config.js';

/** Options of the federated loss. */
export const federatedLossSchema = {
  title: 'FederatedLoss',
  description: 'Federated loss: binary cross-entropy over the classes of the batch and a few drawn ones.',
  type: 'object',
  properties: {
    type: { const: 'federated' },
    classesToKeep: {
      type: 'integer',
      minimum: 0,
      default: 50,
      description: 'Classes that take part, those of the batch included (CenterNet2: FED_LOSS_NUM_CAT).',
    },
    power: { type: 'number', default: 0.5, description: 'Exponent of the image counts in the draw (CenterNet2: FED_LOSS_FREQ_WEIGHT).' },
    countBackground: {
      type: 'boolean',
      default: true,
      description:
        'Whether the background counts towards the classes to keep, so that one class less is kept (CenterNet2, fed_loss.py: it does).',
    },
    ...seedSchema,
    ...lossWeightSchema,
    ...priorSchema,
    ...nanSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the federated loss. */
export type FederatedLossConfig = FromSchema<typeof federatedLossSchema>;
