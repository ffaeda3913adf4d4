import { datasetFamily, defineComponent } from '@ecm/core';

import { annotationForms } from '../annotations/annotation-forms.js';
import { openAnnotationFile } from '../node/open-annotation-file.js';
import type { CocoConfig } from './coco.schema.js';
import { cocoSchema } from './coco.schema.js';

/** `coco`: a data set in the COCO form. */
export const cocoComponent = defineComponent<CocoConfig>()({
  family: datasetFamily,
  type: 'coco',
  schema: cocoSchema,
  services: {},
  create: (config, { given }) => ({
    open: () => openAnnotationFile(config, { root: given.root, ...annotationForms.coco }),
  }),
});
