import { BuilderToken, ConfigError, defineComponent, imageSamplerFamily } from '@ecm/core';

import { aspectFlags, AspectRatioGroupsSampler } from './aspect-ratio-groups-sampler.js';
import type { AspectRatioGroupsConfig } from './aspect-ratio-groups.schema.js';
import { aspectRatioGroupsSchema } from './aspect-ratio-groups.schema.js';

/** `aspect-ratio-groups`: wide and tall images apart. */
export const aspectRatioGroupsComponent = defineComponent<AspectRatioGroupsConfig>()({
  family: imageSamplerFamily,
  type: 'aspect-ratio-groups',
  schema: aspectRatioGroupsSchema,
  services: { builder: BuilderToken },
  create: (config, { given, services, path }) => {
    const { groupSize, batchSize } = config;
    if (batchSize % groupSize !== 0) {
      throw new ConfigError([
        { path: `${path}/batchSize`, message: `${batchSize} must be a multiple of groupSize, which is ${groupSize}.` },
      ]);
    }
    const inner = services.builder.build(imageSamplerFamily, config.sampler, `${path}/sampler`, given);
    return new AspectRatioGroupsSampler(inner, aspectFlags(given.dataset), config, given.seed);
  },
});
