import type { FromSchema } from 'json-schema-to-ts';

import { classMarginSchema } from '../ecm/dense-class-margins.schema.js';
import { focalSchema } from '../focal/focal-options.schema.js';
import { averageEpsilonSchema, lossWeightSchema, nanSchema, priorSchema, reductionSchema } from '../fused/loss-config.js';

/** Options of the one-stage class-margin loss on a focal carrier. */
export const ecmFocalLossSchema = {
  title: 'EcmFocalLoss',
  description: 'Effective class-margin loss of dense heads with the focal weight (Tables 3 and 4).',
  type: 'object',
  properties: {
    type: { const: 'ecm-focal' },
    ...lossWeightSchema,
    ...reductionSchema,
    ...averageEpsilonSchema,
    ...priorSchema,
    ...classMarginSchema,
    ...focalSchema,
    ...nanSchema,
  },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of the one-stage class-margin loss on a focal carrier. */
export type EcmFocalLossConfig = FromSchema<typeof ecmFocalLossSchema>;
