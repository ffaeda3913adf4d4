import { defineComponent, evaluatorFamily } from '@ecm/core';

import { groundTruthFromDataset } from '../ground-truth/from-dataset.js';
import { BoundaryLvisEvaluator } from './boundary-lvis-evaluator.js';
import type { BoundaryLvisEvaluatorConfig } from './boundary-lvis-evaluator.schema.js';
import { boundaryLvisEvaluatorSchema } from './boundary-lvis-evaluator.schema.js';

/** The `boundary-lvis` evaluator, judging against the data set that it is given. */
export const boundaryLvisEvaluatorComponent = defineComponent<BoundaryLvisEvaluatorConfig>()({
  family: evaluatorFamily,
  type: 'boundary-lvis',
  schema: boundaryLvisEvaluatorSchema,
  services: {},
  create: ({ iou, ...options }, { given }) => {
    const masks = iou.some((overlap) => overlap !== 'bbox');
    return new BoundaryLvisEvaluator(groundTruthFromDataset(given.dataset, masks), { ...options, iou });
  },
});
