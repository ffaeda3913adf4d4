import { defineComponent, evaluatorFamily } from '@ecm/core';

import { groundTruthFromDataset } from '../ground-truth/from-dataset.js';
import { BoundaryCocoEvaluator } from './boundary-coco-evaluator.js';
import type { BoundaryCocoEvaluatorConfig } from './boundary-coco-evaluator.schema.js';
import { boundaryCocoEvaluatorSchema } from './boundary-coco-evaluator.schema.js';

/** The `boundary-coco` evaluator, judging against the data set that it is given. */
export const boundaryCocoEvaluatorComponent = defineComponent<BoundaryCocoEvaluatorConfig>()({
  family: evaluatorFamily,
  type: 'boundary-coco',
  schema: boundaryCocoEvaluatorSchema,
  services: {},
  create: ({ iou, ...options }, { given }) => {
    const masks = iou.some((overlap) => overlap !== 'bbox');
    return new BoundaryCocoEvaluator(groundTruthFromDataset(given.dataset, masks), { ...options, iou });
  },
});
