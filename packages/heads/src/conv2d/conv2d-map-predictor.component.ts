import { defineComponent } from '@ecm/core';
import { mapPredictorFamily } from '@ecm/core/model';

import { Conv2dMapPredictor } from './conv2d-map-predictor.js';
import type { Conv2dMapPredictorConfig } from './conv2d-map-predictor.schema.js';
import { conv2dMapPredictorSchema } from './conv2d-map-predictor.schema.js';

export const conv2dMapPredictorComponent = defineComponent<Conv2dMapPredictorConfig>()({
  family: mapPredictorFamily,
  type: 'conv2d',
  schema: conv2dMapPredictorSchema,
  services: {},
  create: (_config, { given }) => new Conv2dMapPredictor(given),
});
