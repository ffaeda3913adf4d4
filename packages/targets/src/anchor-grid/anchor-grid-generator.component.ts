import { defineComponent } from '@ecm/core';
import { anchorGeneratorFamily } from '@ecm/core/model';

import { AnchorGridGenerator } from './anchor-grid-generator.js';
import type { AnchorGridGeneratorConfig } from './anchor-grid-generator.schema.js';
import { anchorGridGeneratorSchema } from './anchor-grid-generator.schema.js';
import { octaveScales } from './octave-scales.js';

/** Anchors in every cell of a grid; strides come from the feature levels. */
export const anchorGridGeneratorComponent = defineComponent<AnchorGridGeneratorConfig>()({
  family: anchorGeneratorFamily,
  type: 'anchor-grid',
  schema: anchorGridGeneratorSchema,
  services: {},
  create: ({ type: _, scales, ...options }, { given }) =>
    new AnchorGridGenerator({
      ...options,
      strides: given.strides,
      scales: 'octaveBase' in scales ? octaveScales(scales.octaveBase, scales.perOctave) : scales,
    }),
});
