import { defineComponent } from '@ecm/core';
import { regionPredictorFamily } from '@ecm/core/model';

import { NormedLinearRegionPredictor } from './normed-linear-region-predictor.js';
import type { NormedLinearRegionPredictorConfig } from './normed-linear-region-predictor.schema.js';
import { normedLinearRegionPredictorSchema } from './normed-linear-region-predictor.schema.js';

export const normedLinearRegionPredictorComponent = defineComponent<NormedLinearRegionPredictorConfig>()({
  family: regionPredictorFamily,
  type: 'normed-linear',
  schema: normedLinearRegionPredictorSchema,
  services: {},
  create: (config, { given }) => new NormedLinearRegionPredictor(given, config),
});
