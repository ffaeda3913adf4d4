import { defineComponent, evaluatorFamily } from '@ecm/core';

import { groundTruthFromDataset } from '../ground-truth/from-dataset.js';
import { LvisFixedEvaluator } from './lvis-fixed-evaluator.js';
import type { LvisFixedEvaluatorConfig } from './lvis-fixed-evaluator.schema.js';
import { lvisFixedEvaluatorSchema } from './lvis-fixed-evaluator.schema.js';

/** The `lvis-fixed` evaluator, judging against the data set that it is given. */
export const lvisFixedEvaluatorComponent = defineComponent<LvisFixedEvaluatorConfig>()({
  family: evaluatorFamily,
  type: 'lvis-fixed',
  schema: lvisFixedEvaluatorSchema,
  services: {},
  create: ({ iou, ...options }, { given }) => {
    const masks = iou.some((overlap) => overlap !== 'bbox');
    return new LvisFixedEvaluator(groundTruthFromDataset(given.dataset, masks), { ...options, iou });
  },
});
