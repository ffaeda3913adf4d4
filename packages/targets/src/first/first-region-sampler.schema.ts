import type { FromSchema } from 'json-schema-to-ts';

import { regionQuotaProperties } from '../sampling/region-quota.schema.js';

/** Options of the sampler that takes the first regions. */
export const firstRegionSamplerSchema = {
  title: 'FirstRegionSampler',
  description: 'The first positives and negatives in order, without randomness; for comparisons and tests.',
  type: 'object',
  properties: { type: { const: 'first' }, ...regionQuotaProperties },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of `first`. */
export type FirstRegionSamplerConfig = FromSchema<typeof firstRegionSamplerSchema>;
