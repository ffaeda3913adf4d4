import { ConfigError, defineComponent } from '@ecm/core';
import { regionPredictorFamily } from '@ecm/core/model';

import { TdeRegionPredictor } from './tde-region-predictor.js';
import type { TdeRegionPredictorConfig } from './tde-region-predictor.schema.js';
import { tdeRegionPredictorSchema } from './tde-region-predictor.schema.js';

export const tdeRegionPredictorComponent = defineComponent<TdeRegionPredictorConfig>()({
  family: regionPredictorFamily,
  type: 'tde',
  schema: tdeRegionPredictorSchema,
  services: {},
  create: (config, { given, path }) => {
    const { inputs, outputs, classes } = given;
    if (outputs !== 2 * (classes + 1)) {
      const message = `gives ${2 * (classes + 1)} logits, plain ones and others without the running feature, but the loss wants ${outputs}; choose the loss "tde".`;
      throw new ConfigError([{ path, message }]);
    }
    if (inputs % config.heads !== 0) {
      const message = `is ${config.heads}, but ${inputs} features cannot be split into so many equal parts.`;
      throw new ConfigError([{ path: `${path}/heads`, message }]);
    }
    return new TdeRegionPredictor(given, config);
  },
});
