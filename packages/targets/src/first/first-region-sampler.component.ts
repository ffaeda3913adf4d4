import { defineComponent } from '@ecm/core';
import { regionSamplerFamily } from '@ecm/core/model';

import { FirstRegionSampler } from './first-region-sampler.js';
import type { FirstRegionSamplerConfig } from './first-region-sampler.schema.js';
import { firstRegionSamplerSchema } from './first-region-sampler.schema.js';

/** Takes the first regions. */
export const firstRegionSamplerComponent = defineComponent<FirstRegionSamplerConfig>()({
  family: regionSamplerFamily,
  type: 'first',
  schema: firstRegionSamplerSchema,
  services: {},
  create: ({ type: _, ...options }) => new FirstRegionSampler(options),
});
