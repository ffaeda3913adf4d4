import { defineComponent, evaluatorFamily } from '@ecm/core';

import { groundTruthFromDataset } from '../ground-truth/from-dataset.js';
import { LvisEvaluator } from './lvis-evaluator.js';
import type { LvisEvaluatorConfig } from './lvis-evaluator.schema.js';
import { lvisEvaluatorSchema } from './lvis-evaluator.schema.js';

/** The `lvis` evaluator, judging against the data set that it is given. */
export const lvisEvaluatorComponent = defineComponent<LvisEvaluatorConfig>()({
  family: evaluatorFamily,
  type: 'lvis',
  schema: lvisEvaluatorSchema,
  services: {},
  create: ({ iou, ...options }, { given }) => {
    const masks = iou.some((overlap) => overlap !== 'bbox');
    return new LvisEvaluator(groundTruthFromDataset(given.dataset, masks), { ...options, iou });
  },
});
