import { defineComponent, evaluatorFamily } from '@ecm/core';

import { groundTruthFromDataset } from '../ground-truth/from-dataset.js';
import { LvisPooledEvaluator } from './lvis-pooled-evaluator.js';
import type { LvisPooledEvaluatorConfig } from './lvis-pooled-evaluator.schema.js';
import { lvisPooledEvaluatorSchema } from './lvis-pooled-evaluator.schema.js';

/** The `lvis-pooled` evaluator, judging against the data set that it is given. */
export const lvisPooledEvaluatorComponent = defineComponent<LvisPooledEvaluatorConfig>()({
  family: evaluatorFamily,
  type: 'lvis-pooled',
  schema: lvisPooledEvaluatorSchema,
  services: {},
  create: ({ iou, ...options }, { given }) => {
    const masks = iou.some((overlap) => overlap !== 'bbox');
    return new LvisPooledEvaluator(groundTruthFromDataset(given.dataset, masks), { ...options, iou });
  },
});
