import type { FromSchema } from 'json-schema-to-ts';

import { varifocalSchema } from '../focal/focal-options.schema.js';
import { priorSchema, reducedLossSchema } from '../fused/loss-config.js';

/** Options of the varifocal loss. */
export const varifocalLossSchema = {
  title: 'VarifocalLoss',
  description: 'Varifocal loss of dense heads, the baseline of VarifocalNet in Table 3.',
  type: 'object',
  properties: {
    type: { const: 'varifocal' },
    ...varifocalSchema,
    ...priorSchema,
    ...reducedLossSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the varifocal loss. */
export type VarifocalLossConfig = FromSchema<typeof varifocalLossSchema>;
