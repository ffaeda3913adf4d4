import { defineComponent, imageSamplerFamily } from '@ecm/core';

import { labelsByImage } from '../samplers/labels-by-image.js';
import { ClassAwareSampler } from './class-aware-sampler.js';
import type { ClassAwareConfig } from './class-aware.schema.js';
import { classAwareSchema } from './class-aware.schema.js';

/** `class-aware`: classes evenly, then images. */
export const classAwareComponent = defineComponent<ClassAwareConfig>()({
  family: imageSamplerFamily,
  type: 'class-aware',
  schema: classAwareSchema,
  services: {},
  create: (config, { given }) => new ClassAwareSampler(labelsByImage(given.dataset), config, given.seed),
});
