import { defineComponent } from '@ecm/core';
import { mapPredictorFamily } from '@ecm/core/model';

import { NormedConv2dMapPredictor } from './normed-conv2d-map-predictor.js';
import type { NormedConv2dMapPredictorConfig } from './normed-conv2d-map-predictor.schema.js';
import { normedConv2dMapPredictorSchema } from './normed-conv2d-map-predictor.schema.js';

export const normedConv2dMapPredictorComponent = defineComponent<NormedConv2dMapPredictorConfig>()({
  family: mapPredictorFamily,
  type: 'normed-conv2d',
  schema: normedConv2dMapPredictorSchema,
  services: {},
  create: (config, { given }) => new NormedConv2dMapPredictor(given, config),
});
