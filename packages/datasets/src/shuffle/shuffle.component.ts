import { defineComponent, imageSamplerFamily } from '@ecm/core';

import { ShuffleSampler } from './shuffle-sampler.js';
import type { ShuffleConfig } from './shuffle.schema.js';
import { shuffleSchema } from './shuffle.schema.js';

/** `shuffle`: every image once an epoch. */
export const shuffleComponent = defineComponent<ShuffleConfig>()({
  family: imageSamplerFamily,
  type: 'shuffle',
  schema: shuffleSchema,
  services: {},
  create: (_config, { given }) => new ShuffleSampler(given.dataset.size, given.seed),
});
