import type { FromSchema } from 'json-schema-to-ts';

import { regionQuotaProperties } from '../sampling/region-quota.schema.js';

/** Options of the sampler that takes the first regions. */
export const firstRegionSamplerSchema = {
  type: 'object',
  properties: { type: { const: 'first' }, ...regionQuotaProperties },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of `first`. */
export type FirstRegionSamplerConfig = FromSchema<typeof firstRegionSamplerSchema>;
