import { datasetFamily, defineComponent } from '@ecm/core';

import { openOpenImages } from './open-open-images.js';
import type { OpenImagesConfig } from './open-images.schema.js';
import { openImagesSchema } from './open-images.schema.js';

/** `open-images`: boxes of Open Images with their class tree. */
export const openImagesComponent = defineComponent<OpenImagesConfig>()({
  family: datasetFamily,
  type: 'open-images',
  schema: openImagesSchema,
  services: {},
  create: (config, { given }) => ({ open: () => openOpenImages(config, given.root) }),
});
