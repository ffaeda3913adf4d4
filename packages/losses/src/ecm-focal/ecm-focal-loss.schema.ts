import type { FromSchema } from 'json-schema-to-ts';

import { classMarginSchema } from '../ecm/dense-class-margins.schema.js';
import { focalSchema } from '../focal/focal-options.schema.js';
import { priorSchema, reducedLossSchema } from '../fused/loss-config.js';

/** Options of the one-stage class-margin loss on a focal carrier. */
export const ecmFocalLossSchema = {
  title: 'EcmFocalLoss',
  description: 'Effective class-margin loss of dense heads with the focal weight (Tables 3 and 4).',
  type: 'object',
  properties: {
    type: { const: 'ecm-focal' },
    ...priorSchema,
    ...classMarginSchema,
    ...focalSchema,
    ...reducedLossSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the one-stage class-margin loss on a focal carrier. */
export type EcmFocalLossConfig = FromSchema<typeof ecmFocalLossSchema>;
