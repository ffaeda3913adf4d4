import type { FromSchema } from 'json-schema-to-ts';

import { regionQuotaProperties } from '../sampling/region-quota.schema.js';

/** Options of the sampler that takes regions at random. */
export const randomRegionSamplerSchema = {
  title: 'RandomRegionSampler',
  description: 'A random share of positives, filled up with random negatives.',
  type: 'object',
  properties: { type: { const: 'random' }, ...regionQuotaProperties },
  required: ['type'],
  additionalProperties: false,
} as const;

/** Config of `random`. */
export type RandomRegionSamplerConfig = FromSchema<typeof randomRegionSamplerSchema>;
