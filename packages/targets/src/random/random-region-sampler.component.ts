import { defineComponent } from '@ecm/core';
import { regionSamplerFamily } from '@ecm/core/model';

import { RandomRegionSampler } from './random-region-sampler.js';
import type { RandomRegionSamplerConfig } from './random-region-sampler.schema.js';
import { randomRegionSamplerSchema } from './random-region-sampler.schema.js';

/** Takes regions at random. */
export const randomRegionSamplerComponent = defineComponent<RandomRegionSamplerConfig>()({
  family: regionSamplerFamily,
  type: 'random',
  schema: randomRegionSamplerSchema,
  services: {},
  create: ({ type: _, ...options }) => new RandomRegionSampler(options),
});
