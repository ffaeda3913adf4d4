import { defineComponent } from '@ecm/core';
import { regionPredictorFamily } from '@ecm/core/model';

import { LwsRegionPredictor } from './lws-region-predictor.js';
import type { LwsRegionPredictorConfig } from './lws-region-predictor.schema.js';
import { lwsRegionPredictorSchema } from './lws-region-predictor.schema.js';

export const lwsRegionPredictorComponent = defineComponent<LwsRegionPredictorConfig>()({
  family: regionPredictorFamily,
  type: 'lws',
  schema: lwsRegionPredictorSchema,
  services: {},
  create: (config, { given }) => new LwsRegionPredictor(given, config),
});
