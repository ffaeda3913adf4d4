import { defineComponent, imageSamplerFamily } from '@ecm/core';

import { labelsByImage } from '../samplers/labels-by-image.js';
import { RepeatFactorSampler } from './repeat-factor-sampler.js';
import type { RepeatFactorConfig } from './repeat-factor.schema.js';
import { repeatFactorSchema } from './repeat-factor.schema.js';
import { imageRepeatFactors } from './repeat-factors.js';

/** `repeat-factor`: repeat factor sampling. */
export const repeatFactorComponent = defineComponent<RepeatFactorConfig>()({
  family: imageSamplerFamily,
  type: 'repeat-factor',
  schema: repeatFactorSchema,
  services: {},
  create: (config, { given }) =>
    new RepeatFactorSampler(imageRepeatFactors(labelsByImage(given.dataset), config), config.rounding, given.seed),
});
