import type { FromSchema } from 'json-schema-to-ts';

import { classMarginSchema } from '../ecm/dense-class-margins.schema.js';
import { varifocalSchema } from '../focal/focal-options.schema.js';
import { priorSchema, reducedLossSchema } from '../fused/loss-config.js';

/** Options of the one-stage class-margin loss on a varifocal carrier. */
export const ecmVarifocalLossSchema = {
  title: 'EcmVarifocalLoss',
  description: 'Effective class-margin loss of dense heads with the varifocal weight (Table 3).',
  type: 'object',
  properties: {
    type: { const: 'ecm-varifocal' },
    ...varifocalSchema,
    ...priorSchema,
    ...classMarginSchema,
    ...reducedLossSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the one-stage class-margin loss on a varifocal carrier. */
export type EcmVarifocalLossConfig = FromSchema<typeof ecmVarifocalLossSchema>;
