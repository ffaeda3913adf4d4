import { datasetFamily, defineComponent } from '@ecm/core';

import { annotationForms } from '../annotations/annotation-forms.js';
import { openAnnotationFile } from '../node/open-annotation-file.js';
import type { LvisConfig } from './lvis.schema.js';
import { lvisSchema } from './lvis.schema.js';

/** `lvis`: a data set in the LVIS form. */
export const lvisComponent = defineComponent<LvisConfig>()({
  family: datasetFamily,
  type: 'lvis',
  schema: lvisSchema,
  services: {},
  create: (config, { given }) => ({
    open: () => openAnnotationFile(config, { root: given.root, ...annotationForms.lvis }),
  }),
});
