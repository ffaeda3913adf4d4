import { defineComponent } from '@ecm/core';
import { regionPredictorFamily } from '@ecm/core/model';

import { CosineRegionPredictor } from './cosine-region-predictor.js';
import type { CosineRegionPredictorConfig } from './cosine-region-predictor.schema.js';
import { cosineRegionPredictorSchema } from './cosine-region-predictor.schema.js';

export const cosineRegionPredictorComponent = defineComponent<CosineRegionPredictorConfig>()({
  family: regionPredictorFamily,
  type: 'cosine',
  schema: cosineRegionPredictorSchema,
  services: {},
  create: (config, { given }) => new CosineRegionPredictor(given, config),
});
