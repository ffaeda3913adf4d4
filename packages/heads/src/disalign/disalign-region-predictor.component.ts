import { BuilderToken, ConfigError, defineComponent } from '@ecm/core';
import { regionPredictorFamily } from '@ecm/core/model';

import { DisalignRegionPredictor } from './disalign-region-predictor.js';
import type { DisalignRegionPredictorConfig } from './disalign-region-predictor.schema.js';
import { disalignRegionPredictorSchema } from './disalign-region-predictor.schema.js';

export const disalignRegionPredictorComponent = defineComponent<DisalignRegionPredictorConfig>()({
  family: regionPredictorFamily,
  type: 'disalign',
  schema: disalignRegionPredictorSchema,
  services: { builder: BuilderToken },
  create: ({ classifier }, { given, services: { builder }, path }) => {
    if (given.outputs !== given.classes + 1) {
      const message = `calibrates ${given.classes + 1} logits, one per class and the background, but the loss wants ${given.outputs}; choose the loss "disalign" or "softmax-ce".`;
      throw new ConfigError([{ path, message }]);
    }
    return new DisalignRegionPredictor(given, builder.build(regionPredictorFamily, classifier, `${path}/classifier`, given));
  },
});
