import { datasetFamily, defineComponent } from '@ecm/core';

import { openVoc } from './open-voc.js';
import type { VocConfig } from './voc.schema.js';
import { vocSchema } from './voc.schema.js';

/** `voc`: a Pascal VOC folder. */
export const vocComponent = defineComponent<VocConfig>()({
  family: datasetFamily,
  type: 'voc',
  schema: vocSchema,
  services: {},
  create: (config, { given }) => ({ open: () => openVoc(config, given.root) }),
});
