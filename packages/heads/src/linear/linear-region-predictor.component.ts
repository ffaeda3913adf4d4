import { defineComponent } from '@ecm/core';
import { regionPredictorFamily } from '@ecm/core/model';

import { LinearRegionPredictor } from './linear-region-predictor.js';
import type { LinearRegionPredictorConfig } from './linear-region-predictor.schema.js';
import { linearRegionPredictorSchema } from './linear-region-predictor.schema.js';

export const linearRegionPredictorComponent = defineComponent<LinearRegionPredictorConfig>()({
  family: regionPredictorFamily,
  type: 'linear',
  schema: linearRegionPredictorSchema,
  services: {},
  create: (_config, { given }) => new LinearRegionPredictor(given),
});
